import { open, rename } from 'node:fs/promises';
import type { JsonRecord } from './entry-file.js';

/** Writes a small file that is there whole or not at all, and on the disk but for its name. */
export async function writeJson(path: string, record: JsonRecord, temporaryPath?: string): Promise<void> {
  const written = temporaryPath ?? path;
  const handle = await open(written, 'w', 0o600);
  try {
    await handle.writeFile(JSON.stringify(record));
    await handle.sync();
  } finally {
    await handle.close();
  }
  if (written !== path) await rename(written, path);
}
