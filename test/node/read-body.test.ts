import type { IncomingMessage } from 'node:http';
import { PassThrough, Readable } from 'node:stream';
import { describe, expect, it } from 'vitest';
import { createBodyBudget } from '../../src/node/body-budget.js';
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

  it('counts on the lease what it holds, and drops a body for which there is no room', async () => {
    const newLease = createBodyBudget(5);
    const first = newLease();
    expect(String(await readBody(body('abc'), 100, first))).toBe('abc');
    const second = newLease();
    expect(await readBody(body('d', 'efg', 'h'), 100, second)).toBe('no-room');
    // What the second had taken is free again though it has not been released.
    expect(newLease().take(2)).toBe(true);
    first.release();
    expect(newLease().take(3)).toBe(true);
    expect(newLease().take(1)).toBe(false);
  });

  it('gives back what was held for a body that is too long', async () => {
    const newLease = createBodyBudget(5);
    expect(await readBody(body('abc', 'def'), 4, newLease())).toBe('too-long');
    expect(newLease().take(5)).toBe(true);
  });
});

describe('createBodyBudget', () => {
  it('takes a release twice for one', () => {
    const newLease = createBodyBudget(4);
    const [one, two] = [newLease(), newLease()];
    one.take(2);
    two.take(2);
    one.release();
    one.release();
    expect(newLease().take(3)).toBe(false);
    expect(newLease().take(2)).toBe(true);
  });
});
