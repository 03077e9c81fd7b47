import { existsSync } from 'node:fs';
import { runCommand } from './run-command.mjs';

/**
 * The first of these programs that tells its version, as `{ path, version }`; undefined when none does. A file alone
 * does not count: Ubuntu has browsers in /usr/bin that merely name a snap.
 *
 * @param pattern - What the version looks like in the output of `--version`.
 */
export async function firstThatStarts(paths, pattern) {
  for (const path of paths) {
    if (!existsSync(path)) continue;
    const { output } = await runCommand(path, ['--version'], { timeoutMs: 20_000 });
    const version = pattern.exec(output)?.[0];
    if (version !== undefined) return { path, version };
  }
  return undefined;
}
