import { readFile, rm, writeFile } from 'node:fs/promises';

/**
 * Takes a folder for this process: two that write to one folder would each not know of what the other wrote. A lock that an
 * ended process left behind counts for nothing.
 *
 * @returns Gives the folder back.
 * @throws Error when another process that runs has it, or this one has it already.
 */
export async function lockFolder(path: string, folder: string): Promise<() => Promise<void>> {
  for (let attempt = 0; ; attempt += 1) {
    try {
      await writeFile(path, String(process.pid), { flag: 'wx', mode: 0o600 });
      break;
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST') || attempt > 0) throw error;
      const holder = Number(await readFile(path, 'utf8').catch(() => ''));
      if (HELD.has(path) || isAnotherRunning(holder)) {
        throw new Error(`The folder ${folder} is in use by another local bucket (process ${holder}).`);
      }
      await rm(path, { force: true });
    }
  }
  HELD.add(path);
  return async () => {
    HELD.delete(path);
    await rm(path, { force: true });
  };
}

/** The locks of this process: its own number in a file may also be that of an ended one. */
const HELD = new Set<string>();

function isAnotherRunning(pid: number): boolean {
  if (!Number.isSafeInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // It runs, but belongs to someone else.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
