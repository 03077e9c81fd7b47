import { createHash, createHmac, webcrypto } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hex, utf8 } from '../../src/crypto/encodings.js';
import type { HashName } from '../../src/crypto/hashes.js';
import { javascriptHashes } from '../../src/crypto/javascript-hashes.js';
import { webCryptoHashes } from '../../src/crypto/web-crypto-hashes.js';
import { HASHED, HMACS } from './published.js';

const NAMES: readonly HashName[] = ['SHA-1', 'SHA-256'];
const nodeName = (name: HashName) => name.toLowerCase().replace('-', '');

const bytes = fc.uint8Array({ maxLength: 300 });
// An HMAC key of no bytes is left out: WebCrypto refuses to import it, and no key of a signature is empty.
const key = fc.uint8Array({ minLength: 1, maxLength: 300 });

describe.each([
  ['WebCrypto', webCryptoHashes(webcrypto.subtle as SubtleCrypto)],
  ['crypto-js', javascriptHashes],
])('hashes by %s', (_, hashes) => {
  const hmac = async (name: HashName, secret: Uint8Array, message: Uint8Array) => {
    const authenticate = await hashes.hmacKey(name, secret);
    return hex(await authenticate(message));
  };

  it.each(HASHED)('give the published $hash of $what', async ({ hash, message, digest }) => {
    expect(hex(await hashes.digest(hash, message))).toBe(digest);
  });

  it.each(HMACS)('give the published HMAC of $source', async ({ hash, secret, message, mac }) => {
    // One answer is published cut short.
    expect((await hmac(hash, secret, message)).slice(0, mac.length)).toBe(mac);
  });

  describe.each(NAMES)('%s', (name) => {
    it('hashes any bytes as Node does', async () => {
      await fc.assert(
        fc.asyncProperty(bytes, async (message) => {
          const expected = createHash(nodeName(name)).update(message).digest('hex');
          expect(hex(await hashes.digest(name, message))).toBe(expected);
        }),
      );
    });

    it('authenticates any bytes under any key as Node does', async () => {
      await fc.assert(
        fc.asyncProperty(key, bytes, async (secret, message) => {
          const expected = createHmac(nodeName(name), secret).update(message).digest('hex');
          expect(await hmac(name, secret, message)).toBe(expected);
        }),
      );
    });

    it('authenticates any number of messages under one key, also at the same time', async () => {
      const messages = fc.array(bytes, { minLength: 2, maxLength: 4 });
      await fc.assert(
        fc.asyncProperty(key, messages, async (secret, list) => {
          const expected = list.map((one) => createHmac(nodeName(name), secret).update(one).digest('hex'));
          const authenticate = await hashes.hmacKey(name, secret);
          expect((await Promise.all(list.map(authenticate))).map(hex)).toEqual(expected);
          expect(hex(await authenticate(list[0] ?? new Uint8Array()))).toBe(expected[0]);
        }),
      );
    });

    it('takes the bytes of a view, not those of the buffer behind it, and changes none', async () => {
      const buffer = utf8('xxabcxx');
      const view = buffer.subarray(2, 5);
      const abc = utf8('abc');
      expect(hex(await hashes.digest(name, view))).toBe(hex(await hashes.digest(name, abc)));
      expect(await hmac(name, view, view)).toBe(await hmac(name, abc, abc));
      expect(buffer).toEqual(utf8('xxabcxx'));
    });

    it('gives a buffer of the hash and nothing else', async () => {
      const size = name === 'SHA-1' ? 20 : 32;
      const digest = await hashes.digest(name, utf8('abc'));
      const mac = await (await hashes.hmacKey(name, utf8('key')))(utf8('abc'));
      for (const result of [digest, mac]) {
        expect(result).toBeInstanceOf(ArrayBuffer);
        expect(result.byteLength).toBe(size);
      }
    });

    it('keeps the key that it was given when the bytes are used for something else', async () => {
      const secret = utf8('secret');
      const authenticate = await hashes.hmacKey(name, secret);
      secret.fill(0);
      expect(hex(await authenticate(utf8('abc')))).toBe(await hmac(name, utf8('secret'), utf8('abc')));
    });
  });
});
