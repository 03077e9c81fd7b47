import { createHash, createHmac, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { hex, utf8 } from '../../src/crypto/encodings.js';
import { javascriptDigests } from '../../src/crypto/javascript-digests.js';
import { platformDigests } from '../../src/crypto/platform-digests.js';
import { webCryptoDigests } from '../../src/crypto/web-crypto-digests.js';

const bytes = fc.uint8Array({ maxLength: 300 });
// An HMAC key of no bytes is left out: WebCrypto refuses to import it, and no key of a signature is empty.
const key = fc.uint8Array({ minLength: 1, maxLength: 300 });

describe.each([
  ['WebCrypto', webCryptoDigests(webcrypto.subtle as SubtleCrypto)],
  ['crypto-js', javascriptDigests],
])('digests by %s', (_, digests) => {
  it('hash any bytes as Node does', async () => {
    await fc.assert(
      fc.asyncProperty(bytes, async (data) => {
        expect(hex(await digests.sha256(data))).toBe(createHash('sha256').update(data).digest('hex'));
      }),
    );
  });

  it('authenticate any bytes under any key as Node does', async () => {
    await fc.assert(
      fc.asyncProperty(key, bytes, async (secret, data) => {
        expect(hex(await digests.hmacSha256(secret, data))).toBe(
          createHmac('sha256', secret).update(data).digest('hex'),
        );
      }),
    );
  });

  // FIPS 180-4 and RFC 4231, test case 2.
  it('give the published answers', async () => {
    expect(hex(await digests.sha256(utf8('')))).toBe(
      'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
    expect(hex(await digests.sha256(utf8('abc')))).toBe(
      'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    );
    expect(hex(await digests.hmacSha256(utf8('Jefe'), utf8('what do ya want for nothing?')))).toBe(
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    );
  });

  it('hash a view and not the buffer behind it', async () => {
    const view = utf8('xxabcxx').subarray(2, 5);
    expect(hex(await digests.sha256(view))).toBe(hex(await digests.sha256(utf8('abc'))));
    expect(hex(await digests.hmacSha256(view, view))).toBe(
      hex(await digests.hmacSha256(utf8('abc'), utf8('abc'))),
    );
  });
});

describe('platformDigests', () => {
  afterEach(() => void vi.unstubAllGlobals());

  it('takes crypto-js where the page has no WebCrypto', () => {
    vi.stubGlobal('crypto', { getRandomValues: () => undefined });
    expect(platformDigests()).toBe(javascriptDigests);
    vi.stubGlobal('crypto', undefined);
    expect(platformDigests()).toBe(javascriptDigests);
  });

  it('takes WebCrypto where it is there', () => {
    expect(platformDigests()).not.toBe(javascriptDigests);
  });
});
