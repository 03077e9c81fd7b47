// A process of its own, to be killed: writes 500 objects into a folder, 20 at a time, and prints the key of each when it
// has been promised.
import { openFolderStorage } from '../../../src/node/local-bucket/storage/folder/open-folder-storage.js';

/** An object's bytes by its number: some fit into one write, some do not. */
function bytesOf(index: number): Buffer {
  return Buffer.alloc((index % 7) * 60_000 + 10, index % 251);
}

const storage = await openFolderStorage(process.argv[2] ?? '', (error) => {
  throw error;
});
await storage.createBucket({ name: 'photos', createdAt: new Date(0), cors: null });
let next = 0;
const writer = async (): Promise<void> => {
  for (let index = next++; index < 500; index = next++) {
    const bytes = bytesOf(index);
    const body = storage.stage();
    for (let from = 0; from < bytes.length; from += 16_384)
      await body.write(bytes.subarray(from, from + 16_384));
    const record = { key: String(index), size: bytes.length, etag: 'e', lastModified: new Date(0) };
    await storage.putObject('photos', { ...record, headers: [], metadata: [] }, body, () => {});
    process.stdout.write(`${index}\n`);
  }
};
await Promise.all(Array.from({ length: 20 }, writer));
await storage.close();
