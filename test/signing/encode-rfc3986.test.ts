import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { UnsupportedError } from '../../src/model/errors.js';
import { encodeRfc3986 } from '../../src/signing/encode-rfc3986.js';

describe('encodeRfc3986', () => {
  it('leaves the unreserved characters bare and encodes every other byte in capitals', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const expected = [...Buffer.from(text, 'utf8')]
          .map((byte) => {
            const character = String.fromCharCode(byte);
            const hex = byte.toString(16).toUpperCase().padStart(2, '0');
            return /[A-Za-z0-9\-._~]/.test(character) ? character : `%${hex}`;
          })
          .join('');
        expect(encodeRfc3986(text)).toBe(expected);
      }),
    );
  });

  it('encodes the five that encodeURIComponent leaves', () => {
    expect(encodeRfc3986("!'()*")).toBe('%21%27%28%29%2A');
  });

  it('throws on half a character', () => {
    expect(() => encodeRfc3986('\ud800')).toThrow(UnsupportedError);
  });
});
