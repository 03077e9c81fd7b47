import { createHash } from 'node:crypto';
import { crc32 } from 'node:zlib';
import { headerOf, type RequestHead } from '../exchange.js';
import { notImplemented, S3Error } from './s3-error.js';

const CHECKSUM = 'x-amz-checksum-';

/** The checksums that Node computes. `crc32c` and `crc64nvme` it does not. */
const CHECKSUMS: Readonly<Record<string, (body: Uint8Array) => Buffer>> = {
  crc32: (body) => {
    const bytes = Buffer.alloc(4);
    bytes.writeUInt32BE(crc32(body));
    return bytes;
  },
  sha1: (body) => createHash('sha1').update(body).digest(),
  sha256: (body) => createHash('sha256').update(body).digest(),
};

/**
 * Holds the body against `Content-MD5` and every `x-amz-checksum-*` that came with it.
 *
 * @returns Whether there was one.
 * @throws S3Error when one of them is malformed, cannot be computed here, or is that of another body.
 */
export function checkDigests(request: RequestHead, body: Uint8Array): boolean {
  const contentMd5 = headerOf(request, 'content-md5');
  if (contentMd5 !== null) checkContentMd5(contentMd5, body);
  const names = request.headers.map(([name]) => name).filter((name) => name.startsWith(CHECKSUM));
  for (const name of names) checkChecksum(name, headerOf(request, name) ?? '', body);
  return contentMd5 !== null || names.length > 0;
}

function checkContentMd5(declared: string, body: Uint8Array): void {
  const digest = Buffer.from(declared, 'base64');
  if (digest.length !== 16 || digest.toString('base64') !== declared) {
    const message = 'The Content-MD5 you specified was invalid.';
    throw new S3Error(400, 'InvalidDigest', message, [['Content-MD5', declared]]);
  }
  const computed = createHash('md5').update(body).digest();
  if (computed.equals(digest)) return;
  throw new S3Error(400, 'BadDigest', 'The Content-MD5 you specified did not match what we received.', [
    ['ExpectedDigest', declared],
    ['CalculatedDigest', computed.toString('base64')],
  ]);
}

function checkChecksum(header: string, declared: string, body: Uint8Array): void {
  const algorithm = header.slice(CHECKSUM.length);
  const compute = Object.hasOwn(CHECKSUMS, algorithm) ? CHECKSUMS[algorithm] : undefined;
  if (compute === undefined) throw notImplemented(`The header ${header}`, [['Header', header]]);
  const computed = compute(body).toString('base64');
  if (computed === declared) return;
  if (
    Buffer.from(declared, 'base64').toString('base64') !== declared ||
    declared.length !== computed.length
  ) {
    throw new S3Error(400, 'InvalidRequest', `Value for ${header} header is invalid.`);
  }
  const message = `The ${algorithm.toUpperCase()} you specified did not match the calculated checksum.`;
  throw new S3Error(400, 'BadDigest', message);
}
