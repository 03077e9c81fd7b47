import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64, hex, utf8 } from '../../src/crypto/encodings.js';

const bytes = fc.uint8Array({ maxLength: 300 });

describe('encodings', () => {
  it('writes hexadecimal as Node does', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        expect(hex(data)).toBe(Buffer.from(data).toString('hex'));
      }),
    );
  });

  it('writes base64 as Node does', () => {
    fc.assert(
      fc.property(bytes, (data) => {
        expect(base64(data)).toBe(Buffer.from(data).toString('base64'));
      }),
    );
  });

  it('writes UTF-8 as Node does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(Buffer.from(utf8(text))).toEqual(Buffer.from(text, 'utf8'));
      }),
    );
  });
});
