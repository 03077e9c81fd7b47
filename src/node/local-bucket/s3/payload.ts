import { createHash } from 'node:crypto';
import type { BodyCheck, BodyPlan } from '../authentication.js';
import { headerOf } from '../exchange.js';
import { Refusal } from '../refusal.js';
import { ServiceError } from '../service-error.js';
import { type ParsedRequest, queryValue } from '../target.js';
import { decodeAwsChunked, type StreamSeal } from './aws-chunked.js';
import { announcedChecksums, checksumCheck } from './checksums.js';

/** The forms of a body in chunks: whether each is signed, and whether headers follow the last. */
const STREAMING: Readonly<Record<string, { readonly isSigned: boolean; readonly hasTrailer: boolean }>> = {
  'STREAMING-UNSIGNED-PAYLOAD-TRAILER': { isSigned: false, hasTrailer: true },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD': { isSigned: true, hasTrailer: false },
  'STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER': { isSigned: true, hasTrailer: true },
};

/**
 * The last line of the canonical request: a hash of the body, or a word that stands for one.
 *
 * @throws ServiceError when a request signed in its headers does not declare it.
 */
export function signedPayloadHash(request: ParsedRequest, isPresigned: boolean): string {
  const declared = headerOf(request, 'x-amz-content-sha256');
  if (isPresigned) return queryValue(request.at, 'X-Amz-Content-Sha256') ?? declared ?? 'UNSIGNED-PAYLOAD';
  if (declared !== null) return declared;
  const message = 'Missing required header for this request: x-amz-content-sha256';
  throw new ServiceError(400, 'InvalidRequest', message);
}

/**
 * How the body is to be read: whole or in chunks, and which digests were announced for it.
 *
 * @param seal - What the chunks of a signed stream are signed with.
 * @throws ServiceError | Refusal when what was announced cannot be.
 */
export function planBody(request: ParsedRequest, seal: StreamSeal): BodyPlan {
  const declared =
    queryValue(request.at, 'X-Amz-Content-Sha256') ??
    headerOf(request, 'x-amz-content-sha256') ??
    'UNSIGNED-PAYLOAD';
  const checks = announcedChecksums(request);
  const form = Object.hasOwn(STREAMING, declared) ? STREAMING[declared] : undefined;
  if (form !== undefined) {
    const trailer = headerOf(request, 'x-amz-trailer')?.trim().toLowerCase() ?? null;
    if (form.hasTrailer !== (trailer !== null)) throw malformedTrailer();
    const check = trailer === null ? null : trailingCheck(trailer);
    const decodedLength = readDecodedLength(request);
    const trailing = check === null || trailer === null ? null : { name: trailer, check };
    return {
      decode: (body) => decodeAwsChunked(body, form.isSigned ? seal : null, trailing),
      decodedLength,
      checks: check === null ? checks : [...checks, check.body],
    };
  }
  // A body in chunks that nobody announced would be stored with its chunk headers.
  if ((headerOf(request, 'content-encoding') ?? '').includes('aws-chunked')) {
    throw new Refusal('not-implemented', { what: 'aws-chunked', header: 'content-encoding' });
  }
  return { decode: null, decodedLength: null, checks: [...payloadHashCheck(declared), ...checks] };
}

/** In hexadecimal. */
export function hashOf(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

function payloadHashCheck(declared: string): BodyCheck[] {
  if (declared === 'UNSIGNED-PAYLOAD') return [];
  if (declared.startsWith('STREAMING-')) {
    throw new Refusal('not-implemented', { what: declared.slice(0, 100), header: 'x-amz-content-sha256' });
  }
  if (!/^[0-9a-f]{64}$/i.test(declared)) {
    const message =
      'x-amz-content-sha256 must be UNSIGNED-PAYLOAD, STREAMING-AWS4-HMAC-SHA256-PAYLOAD, or a valid sha256 value.';
    throw new ServiceError(400, 'InvalidArgument', message, [
      ['ArgumentName', 'x-amz-content-sha256'],
      ['ArgumentValue', declared],
    ]);
  }
  const hash = createHash('sha256');
  return [
    { update: (chunk) => void hash.update(chunk), finish: () => compareHash(declared, hash.digest('hex')) },
  ];
}

function compareHash(declared: string, computed: string): void {
  if (declared.toLowerCase() === computed) return;
  const message = "The provided 'x-amz-content-sha256' header does not match what was computed.";
  throw new ServiceError(400, 'XAmzContentSHA256Mismatch', message, [
    ['ClientComputedContentSHA256', declared],
    ['S3ComputedContentSHA256', computed],
  ]);
}

function readDecodedLength(request: ParsedRequest): number {
  const text = headerOf(request, 'x-amz-decoded-content-length') ?? '';
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new Refusal('missing-length', {});
}

/** A checksum whose value comes after the body. */
function trailingCheck(name: string): {
  readonly body: BodyCheck;
  readonly setDeclared: (value: string) => void;
} {
  let declared: string | null = null;
  const check = checksumCheck(name, () => {
    if (declared === null) throw malformedTrailer();
    return declared;
  });
  return {
    body: check,
    setDeclared: (value) => {
      declared = value;
    },
  };
}

function malformedTrailer(): ServiceError {
  return new ServiceError(
    400,
    'MalformedTrailerError',
    'The request contained trailing data that was not well-formed or did not conform to our published schema.',
  );
}
