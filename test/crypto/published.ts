import { utf8 } from '../../src/crypto/encodings.js';
import type { HashName } from '../../src/crypto/hashes.js';

/** A published hash. */
export interface PublishedHash {
  readonly hash: HashName;
  readonly what: string;
  readonly message: Uint8Array;
  /** Hexadecimal. */
  readonly digest: string;
}

/** A published HMAC. */
export interface PublishedHmac {
  readonly hash: HashName;
  readonly source: string;
  readonly secret: Uint8Array;
  readonly message: Uint8Array;
  /** Hexadecimal, or the begin of it. */
  readonly mac: string;
}

const TWO_BLOCKS = 'abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq';
const MILLION = 'a'.repeat(1_000_000);

/**
 * Example messages of the hash standard.
 *
 * @see https://csrc.nist.gov/pubs/fips/180-4/upd1/final
 */
export const HASHED: readonly PublishedHash[] = (
  [
    ['SHA-1', 'nothing', '', 'da39a3ee5e6b4b0d3255bfef95601890afd80709'],
    ['SHA-1', 'one block', 'abc', 'a9993e364706816aba3e25717850c26c9cd0d89d'],
    ['SHA-1', 'two blocks', TWO_BLOCKS, '84983e441c3bd26ebaae4aa1f95129e5e54670f1'],
    ['SHA-1', 'a million times a', MILLION, '34aa973cd4c4daa4f61eeb2bdbad27316534016f'],
    ['SHA-256', 'nothing', '', 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'],
    ['SHA-256', 'one block', 'abc', 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad'],
    ['SHA-256', 'two blocks', TWO_BLOCKS, '248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1'],
    [
      'SHA-256',
      'a million times a',
      MILLION,
      'cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0',
    ],
  ] as const
).map(([hash, what, message, digest]) => ({ hash, what, message: utf8(message), digest }));

const filled = (length: number, byte: number) => new Uint8Array(length).fill(byte);
const COUNTED = Uint8Array.from({ length: 25 }, (_, index) => index + 1);
const HASH_KEY_FIRST = 'Test Using Larger Than Block-Size Key - Hash Key First';

/**
 * The test cases of both documents, in their order.
 *
 * @see https://www.rfc-editor.org/rfc/rfc2202#section-3
 * @see https://www.rfc-editor.org/rfc/rfc4231#section-4
 */
export const HMACS: readonly PublishedHmac[] = [
  ...numbered('SHA-1', 'RFC 2202', [
    [filled(20, 0x0b), utf8('Hi There'), 'b617318655057264e28bc0b6fb378c8ef146be00'],
    [utf8('Jefe'), utf8('what do ya want for nothing?'), 'effcdf6ae5eb2fa2d27416d5f184df9c259a7c79'],
    [filled(20, 0xaa), filled(50, 0xdd), '125d7342b9ac11cd91a39af48aa17b4f63f175d3'],
    [COUNTED, filled(50, 0xcd), '4c9007f4026250c6bc8414f9bf50c86c2d7235da'],
    [filled(20, 0x0c), utf8('Test With Truncation'), '4c1a03424b55e07fe7f27be1d58bb9324a9a5a04'],
    [filled(80, 0xaa), utf8(HASH_KEY_FIRST), 'aa4ae5e15272d00e95705637ce8a3b55ed402112'],
    [
      filled(80, 0xaa),
      utf8('Test Using Larger Than Block-Size Key and Larger Than One Block-Size Data'),
      'e8e99d0f45237d786d6bbaa7965c7808bbff1a91',
    ],
  ]),
  ...numbered('SHA-256', 'RFC 4231', [
    [filled(20, 0x0b), utf8('Hi There'), 'b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7'],
    [
      utf8('Jefe'),
      utf8('what do ya want for nothing?'),
      '5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843',
    ],
    [filled(20, 0xaa), filled(50, 0xdd), '773ea91e36800e46854db8ebd09181a72959098b3ef8c122d9635514ced565fe'],
    [COUNTED, filled(50, 0xcd), '82558a389a443c0ea4cc819899f2083a85f0faa3e578f8077a2e3ff46729665b'],
    [filled(20, 0x0c), utf8('Test With Truncation'), 'a3b6167473100ee06e0c796c2955552b'],
    [
      filled(131, 0xaa),
      utf8(HASH_KEY_FIRST),
      '60e431591ee0b67f0d8a26aacbf5b77f8e0bc6213728c5140546040f0ee37f54',
    ],
    [
      filled(131, 0xaa),
      utf8(
        'This is a test using a larger than block-size key and a larger than block-size data. The key needs to be ' +
          'hashed before being used by the HMAC algorithm.',
      ),
      '9b09ffa71b942fcb27635fbcd5b0e944bfdc63644f0713938a7f51535c3a35e2',
    ],
  ]),
];

function numbered(
  hash: HashName,
  document: string,
  cases: readonly (readonly [secret: Uint8Array, message: Uint8Array, mac: string])[],
): PublishedHmac[] {
  return cases.map(([secret, message, mac], index) => {
    return { hash, source: `${document}, test case ${index + 1}`, secret, message, mac };
  });
}
