import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { endianness, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { onProcessExit, run } from '../../servers/processes.js';

/** The C compiler that `npm test` found; undefined when there is none, or no Linux. */
export const compilerPath: string | undefined = process.env.C_COMPILER_PATH || undefined;

/** A monotonic clock that runs ahead of the machine's, for the programs that are started with it. */
export interface MovedClock {
  /** The environment variables that give a program, and all that it starts, this clock. */
  readonly environment: Readonly<Record<string, string>>;
  /** Moves it ahead, in one step, also for the programs that run. */
  advance(seconds: number): void;
  /** After the programs: removes its files. */
  stop(): void;
}

const COMPILE_MS = 60_000;

/**
 * Compiles `moved-clock.c` and starts such a clock. What waits for hours in a browser can be seen at once so.
 *
 * Debian's libfaketime does not do for that: it allocates while it starts, and Firefox's allocator asks for the time while
 * it starts; and a Chromium whose clock it moves stands still.
 *
 * @throws Error with the words of the compiler.
 */
export async function startMovedClock(): Promise<MovedClock> {
  if (compilerPath === undefined) throw new Error('There is no C compiler: npm test looks for one');
  const dir = mkdtempSync(join(tmpdir(), 'bucket-preflight-clock-'));
  const stop = (): void => rmSync(dir, { recursive: true, force: true });
  const forget = onProcessExit(stop);
  const library = join(dir, 'moved-clock.so');
  const file = join(dir, 'ahead-seconds');
  let aheadSeconds = 0;
  const write = (): void => {
    const bytes = Buffer.alloc(8);
    if (endianness() === 'LE') bytes.writeBigInt64LE(BigInt(aheadSeconds));
    else bytes.writeBigInt64BE(BigInt(aheadSeconds));
    // In place: the programs have mapped this file.
    writeFileSync(file, bytes, { flag: aheadSeconds === 0 ? 'w' : 'r+' });
  };
  write();
  const source = fileURLToPath(new URL('moved-clock.c', import.meta.url));
  await run(
    compilerPath,
    ['-O2', '-Wall', '-Wextra', '-Werror', '-shared', '-fPIC', '-o', library, source, '-ldl'],
    COMPILE_MS,
  );
  return {
    environment: { LD_PRELOAD: library, MOVED_CLOCK_FILE: file },
    advance: (seconds) => {
      aheadSeconds += seconds;
      write();
    },
    stop: () => {
      stop();
      forget();
    },
  };
}
