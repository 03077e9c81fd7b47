import { fileURLToPath } from 'node:url';
import { firstThatStarts } from './first-that-starts.mjs';
import { onPath } from './on-path.mjs';
import { runCommand } from './run-command.mjs';

const versionPattern = /\d+\.\d+(\.\d+)?/;
const source = fileURLToPath(new URL('../test/support/moved-clock/moved-clock.c', import.meta.url));

/**
 * A C compiler that starts, for `findParts()`: `C_COMPILER_PATH`, or on PATH. What is found is `{ path, version }`. Tests
 * move the clocks of browsers by a library of a few lines, which is compiled for the machine.
 */
export const compilerPart = {
  title: 'C compiler',
  variable: 'C_COMPILER_PATH',
  lookAt: (path) => firstThatCompiles([path]),
  look: async () => {
    if (process.platform !== 'linux') return { missing: 'C compiler: clocks are moved on Linux only' };
    return firstThatCompiles(onPath(['gcc', 'clang', 'cc']));
  },
  packages: ['gcc', 'libc6-dev'],
  isPackagedFor: () => true,
  advice: () => 'C compiler: install one (apt-get install gcc libc6-dev) or set C_COMPILER_PATH',
};

/** One that starts may still have no C library to compile with. */
async function firstThatCompiles(paths) {
  for (const path of paths) {
    const { code } = await runCommand(path, ['-fsyntax-only', source], { timeoutMs: 20_000 });
    const found = code === 0 ? await firstThatStarts([path], versionPattern) : undefined;
    if (found !== undefined) return found;
  }
  return undefined;
}
