import { type FileHandle, open, rm } from 'node:fs/promises';
import { Refusal } from '../../refusal.js';
import type { StagedBody } from '../object-storage.js';
import { type JsonRecord, writeTrailer } from './entry-file.js';

/** So much is gathered before it is written: a small body is one write. */
const WRITE_BYTES = 256 * 1024;

/** A body on its way into a file, which exists from the first write on. */
export class StagedFile implements StagedBody {
  readonly path: string;
  #handle: FileHandle | null = null;
  #pending: Uint8Array[] = [];
  #pendingBytes = 0;
  #isPlaced = false;

  constructor(path: string) {
    this.path = path;
  }

  readonly write = (chunk: Uint8Array): undefined | Promise<void> => {
    this.#pending.push(chunk);
    this.#pendingBytes += chunk.byteLength;
    return this.#pendingBytes < WRITE_BYTES ? undefined : this.#flush();
  };

  /** Ends the file with its record, all of it on the disk. */
  async seal(record: JsonRecord): Promise<void> {
    // Not by `write`, which might begin to write it before the bytes are flushed here.
    this.#pending.push(writeTrailer(record));
    await this.#flush();
    await this.#handle?.sync();
    await this.#close();
  }

  /** The file has been renamed: there is nothing left to discard. */
  placed(): void {
    this.#isPlaced = true;
  }

  readonly discard = async (): Promise<void> => {
    if (this.#isPlaced) return;
    this.#pending = [];
    await this.#close();
    await rm(this.path, { force: true });
  };

  async #flush(): Promise<void> {
    const bytes = Buffer.concat(this.#pending);
    this.#pending = [];
    this.#pendingBytes = 0;
    try {
      this.#handle ??= await open(this.path, 'wx', 0o600);
      for (let written = 0; written < bytes.length; ) {
        written += (await this.#handle.write(bytes, written)).bytesWritten;
      }
    } catch (error) {
      throw isDiskFull(error) ? new Refusal('no-room', {}) : error;
    }
  }

  async #close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ENOSPC', 'EDQUOT'].includes(String(error.code));
}
