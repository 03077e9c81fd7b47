import { open } from 'node:fs/promises';

/**
 * Makes the names in a directory last: what was renamed or removed in it before the call stays so when the promise is
 * fulfilled. Calls that come while the disk is busy share the next turn.
 */
export function createDirectorySync(path: string): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const start = (): Promise<void> => {
    running = syncDirectory(path).finally(() => {
      running = null;
    });
    return running;
  };
  return () => {
    if (running === null) return start();
    // The one that runs may have begun before the caller's change.
    next ??= running
      .catch(() => {})
      .then(() => {
        next = null;
        return start();
      });
    return next;
  };
}

/** The same once, for a directory that rarely changes. */
export async function syncDirectory(path: string): Promise<void> {
  // Windows opens no directories; its file systems keep names in their journal.
  if (process.platform === 'win32') return;
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
