import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { base64, hex, utf8 } from '../../src/crypto/encodings.js';

const bytes = fc.uint8Array({ maxLength: 300 });

describe.each([
  ['hexadecimal', hex, 'hex'],
  ['base64', base64, 'base64'],
] as const)('writing %s', (_, encode, nodeEncoding) => {
  it('is what Node does', () => {
    fc.assert(
      fc.property(bytes, (content) => {
        expect(encode(content)).toBe(Buffer.from(content).toString(nodeEncoding));
      }),
    );
  });

  it('takes a buffer too', () => {
    fc.assert(
      fc.property(bytes, (content) => {
        expect(encode(Uint8Array.from(content).buffer)).toBe(Buffer.from(content).toString(nodeEncoding));
      }),
    );
  });

  it('writes the bytes of a view and not those of the buffer behind it', () => {
    const around = fc.nat({ max: 5 });
    fc.assert(
      fc.property(bytes, around, around, (content, before, after) => {
        const buffer = new Uint8Array(before + content.length + after).fill(0xff);
        buffer.set(content, before);
        const view = buffer.subarray(before, before + content.length);
        expect(encode(view)).toBe(Buffer.from(content).toString(nodeEncoding));
      }),
    );
  });

  it('knows every byte', () => {
    const all = Uint8Array.from({ length: 256 }, (_unused, byte) => byte);
    expect(encode(all)).toBe(Buffer.from(all).toString(nodeEncoding));
  });

  it('takes more bytes than a call takes arguments', () => {
    const many = new Uint8Array(200_000).fill(0xa5);
    expect(encode(many)).toBe(Buffer.from(many).toString(nodeEncoding));
  });
});

describe('utf8', () => {
  it('writes what Node does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(Buffer.from(utf8(text))).toEqual(Buffer.from(text, 'utf8'));
      }),
    );
  });
});
