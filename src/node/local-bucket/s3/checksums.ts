import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { BodyCheck } from '../authentication.js';
import { headerOf } from '../exchange.js';
import { Refusal } from '../refusal.js';
import { ServiceError } from '../service-error.js';
import { type ParsedRequest, queryValue } from '../target.js';

const PREFIX = 'x-amz-checksum-';
/** With these a client says what it will send or wants to read; they are no digests. */
const NO_DIGEST = ['x-amz-checksum-algorithm', 'x-amz-checksum-mode', 'x-amz-checksum-type'];

interface Digest {
  readonly update: (chunk: Uint8Array) => void;
  readonly digest: () => Buffer;
}

/** The checksums that Node computes. `crc32c` and `crc64nvme` it does not. */
const DIGESTS: Readonly<Record<string, () => Digest>> = {
  crc32: () => {
    let value = 0;
    return {
      update: (chunk) => {
        value = crc32(chunk, value);
      },
      digest: () => {
        const bytes = Buffer.alloc(4);
        bytes.writeUInt32BE(value);
        return bytes;
      },
    };
  },
  sha1: () => hashDigest('sha1'),
  sha256: () => hashDigest('sha256'),
};

/**
 * The checks of every `x-amz-checksum-*` that a request announces in its headers, or in a presigned URL: the vendor's own
 * presigner puts that of an empty body there, with which no other body goes.
 *
 * @throws Refusal `not-implemented` for one that cannot be computed here.
 */
export function announcedChecksums(request: ParsedRequest): BodyCheck[] {
  return checksumNames(request).map((name) => checksumCheck(name, () => declaredValue(request, name)));
}

/** Whether a request announces a checksum. */
export function hasChecksum(request: ParsedRequest): boolean {
  return checksumNames(request).length > 0;
}

/** The check of one checksum. @param declared - Its value, asked for at the end. */
export function checksumCheck(name: string, declared: () => string): BodyCheck {
  const algorithm = name.startsWith(PREFIX) ? name.slice(PREFIX.length) : '';
  const create = Object.hasOwn(DIGESTS, algorithm) ? DIGESTS[algorithm] : undefined;
  if (create === undefined)
    throw new Refusal('not-implemented', { what: `The header ${name}`, header: name });
  const digest = create();
  return { update: digest.update, finish: () => compare(name, algorithm, declared(), digest.digest()) };
}

function checksumNames(request: ParsedRequest): string[] {
  const names = [...request.headers, ...request.at.query].map(([name]) => name);
  return [...new Set(names)].filter((name) => name.startsWith(PREFIX) && !NO_DIGEST.includes(name));
}

function declaredValue(request: ParsedRequest, name: string): string {
  return headerOf(request, name) ?? queryValue(request.at, name) ?? '';
}

function compare(header: string, algorithm: string, declared: string, digest: Buffer): void {
  const computed = digest.toString('base64');
  if (computed === declared) return;
  const isForm =
    Buffer.from(declared, 'base64').toString('base64') === declared && declared.length === computed.length;
  if (!isForm) throw new ServiceError(400, 'InvalidRequest', `Value for ${header} header is invalid.`);
  const message = `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`;
  throw new ServiceError(400, 'BadDigest', message);
}

function hashDigest(algorithm: 'sha1' | 'sha256'): Digest {
  const hash = createHash(algorithm);
  return { update: (chunk) => void hash.update(chunk), digest: () => hash.digest() };
}
