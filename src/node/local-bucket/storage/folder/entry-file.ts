import { type FileHandle, open } from 'node:fs/promises';

/**
 * A file that holds bytes and, behind them, their record: JSON, its length in four bytes, a mark. So one rename shows both
 * or neither, and the bytes begin at 0.
 */
const MARK = Buffer.from('bplocal1');
const FOOT_BYTES = 4 + MARK.length;

/** A record as JSON writes it. */
export type JsonRecord = Readonly<Record<string, unknown>>;

/** What stands behind the bytes. */
export function writeTrailer(record: JsonRecord): Buffer {
  const json = Buffer.from(JSON.stringify(record));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(json.length);
  return Buffer.concat([json, length, MARK]);
}

/** The record of an open file. @throws Error when the file does not end as one of these does. */
export async function readTrailer(handle: FileHandle): Promise<JsonRecord> {
  const { size } = await handle.stat();
  // Most records are far shorter, so that one read is enough.
  const tail = await readEnd(handle, size, 4096);
  const isMarked = tail.length >= FOOT_BYTES && tail.subarray(-MARK.length).equals(MARK);
  const length = isMarked
    ? tail.readUInt32BE(tail.length - FOOT_BYTES) + FOOT_BYTES
    : Number.POSITIVE_INFINITY;
  if (length > size)
    throw new Error('A file in the folder of the local bucket is damaged: it has no record.');
  const whole = length <= tail.length ? tail : await readEnd(handle, size, length);
  return JSON.parse(whole.subarray(whole.length - length, whole.length - FOOT_BYTES).toString());
}

/** The same for a file by its path. */
export async function readRecord(path: string): Promise<JsonRecord> {
  const handle = await open(path, 'r');
  try {
    return await readTrailer(handle);
  } finally {
    await handle.close();
  }
}

async function readEnd(handle: FileHandle, size: number, bytes: number): Promise<Buffer> {
  const length = Math.min(size, bytes);
  const buffer = Buffer.alloc(length);
  const { bytesRead } = await handle.read(buffer, 0, length, size - length);
  return buffer.subarray(0, bytesRead);
}
