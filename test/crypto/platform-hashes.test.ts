import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { hex, utf8 } from '../../src/crypto/encodings.js';
import type { Hashes } from '../../src/crypto/hashes.js';

const ABC = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
const JAVASCRIPT = '../../src/crypto/javascript-hashes.js';

let loads = 0;
let platformHashes: () => Hashes;

beforeEach(async () => {
  loads = 0;
  vi.resetModules();
  vi.doMock(JAVASCRIPT, async () => {
    loads += 1;
    return vi.importActual(JAVASCRIPT);
  });
  ({ platformHashes } = await import('../../src/crypto/platform-hashes.js'));
});

afterEach(() => {
  vi.doUnmock(JAVASCRIPT);
  vi.unstubAllGlobals();
});

const shaOf = async (hashes: Hashes) => hex(await hashes.digest('SHA-256', utf8('abc')));

/** WebCrypto that counts what it is asked for. */
function countingSubtle(): { readonly subtle: SubtleCrypto; readonly asked: () => number } {
  const { subtle } = globalThis.crypto;
  let asked = 0;
  const count = <Options extends unknown[], Result>(call: (...options: Options) => Result) => {
    return (...options: Options): Result => {
      asked += 1;
      return call(...options);
    };
  };
  const counting = {
    digest: count(subtle.digest.bind(subtle)),
    importKey: count(subtle.importKey.bind(subtle)),
    sign: count(subtle.sign.bind(subtle)),
  };
  return { subtle: counting as unknown as SubtleCrypto, asked: () => asked };
}

describe('platformHashes', () => {
  it('takes WebCrypto where it is there, and loads nothing else', async () => {
    const { subtle, asked } = countingSubtle();
    vi.stubGlobal('crypto', { subtle });
    expect(await shaOf(platformHashes())).toBe(ABC);
    const authenticate = await platformHashes().hmacKey('SHA-1', utf8('key'));
    await authenticate(utf8('abc'));
    expect(asked()).toBe(3);
    expect(loads).toBe(0);
  });

  it.each([
    ['no crypto', undefined],
    ['a crypto without hashes, as over plain http', { getRandomValues: () => undefined }],
  ])('loads JavaScript where there is %s, once it is needed', async (_, crypto) => {
    vi.stubGlobal('crypto', crypto);
    const hashes = platformHashes();
    expect(loads).toBe(0);
    expect(await shaOf(hashes)).toBe(ABC);
    const authenticate = await hashes.hmacKey('SHA-256', utf8('Jefe'));
    expect(hex(await authenticate(utf8('what do ya want for nothing?')))).toMatch(/^5bdcc146bf60754e/);
    expect(loads).toBe(1);
  });

  it('chooses each time it is asked', async () => {
    const first = platformHashes();
    expect(platformHashes()).toBe(first);
    vi.stubGlobal('crypto', undefined);
    expect(await shaOf(platformHashes())).toBe(ABC);
    expect(loads).toBe(1);
    vi.unstubAllGlobals();
    expect(platformHashes()).toBe(first);
    const { subtle, asked } = countingSubtle();
    vi.stubGlobal('crypto', { subtle });
    expect(await shaOf(platformHashes())).toBe(ABC);
    expect(asked()).toBe(1);
  });
});
