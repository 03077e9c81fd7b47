import type { IncomingMessage } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { readBody } from '../../src/node/read-body.js';

/** Chunk by chunk: a plain stream would join what is there already. */
function body(...chunks: string[]): IncomingMessage {
  return Readable.from(chunks.map((chunk) => Buffer.from(chunk))) as unknown as IncomingMessage;
}

describe('readBody', () => {
  it('keeps a body up to the limit and drops it above', async () => {
    expect(String(await readBody(body('ab', 'c'), 3))).toBe('abc');
    expect(await readBody(body('ab', 'cd', 'e'), 3)).toBe('too-long');
    expect(String(await readBody(body(), 0))).toBe('');
  });

  it('reads to the end what it does not keep', async () => {
    let read = 0;
    const chunks = function* () {
      for (; read < 100; read += 1) yield Buffer.from('ab');
    };
    await readBody(Readable.from(chunks()) as unknown as IncomingMessage, 0);
    expect(read).toBe(100);
  });

  it('tells that the client went away', async () => {
    const broken = new PassThrough();
    broken.destroy(new Error('reset'));
    expect(await readBody(broken as unknown as IncomingMessage, 3)).toBe('aborted');
  });
});
