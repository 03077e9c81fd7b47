import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { md5 } from '../../demo/instead/md5.js';

describe('the MD5 of the desk', () => {
  it('is that of the platform, whatever the length', () => {
    for (let length = 0; length <= 200; length += 1) {
      const bytes = Uint8Array.from({ length }, (_, index) => (index * 31 + length) % 256);
      expect([length, Buffer.from(md5(bytes)).toString('hex')]).toEqual([
        length,
        createHash('md5').update(bytes).digest('hex'),
      ]);
    }
  });
});
