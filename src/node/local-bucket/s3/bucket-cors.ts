import type { CorsRule } from '../../../model/cors-rule.js';
import { awsCorsCodec } from '../../../stores/aws/cors-codec.js';
import { findRuleFault, MAX_RULES } from '../cors-rule-faults.js';
import type { Answer } from '../exchange.js';
import { malformedXml, refuseXml } from './buckets.js';
import { checkDigests } from './check-digests.js';
import { findBucket } from './find-bucket.js';
import { S3Error } from './s3-error.js';
import type { S3Call } from './s3-service.js';

const MAX_DOCUMENT_BYTES = 64 * 1024;

/** `GET ?cors`. @throws S3Error `NoSuchBucket`, `NoSuchCORSConfiguration`. */
export function getBucketCors(call: S3Call): Answer {
  const { rules } = findBucket(call);
  if (rules.length === 0) {
    const message = 'The CORS configuration does not exist';
    throw new S3Error(404, 'NoSuchCORSConfiguration', message, [['BucketName', call.target.bucket ?? '']]);
  }
  const body = `<?xml version="1.0" encoding="UTF-8"?>\n${awsCorsCodec.write({ rules })}`;
  return { status: 200, headers: [['Content-Type', 'application/xml']], body };
}

/** `PUT ?cors`: takes the whole configuration or nothing of it. @throws S3Error for the first fault of the document. */
export async function putBucketCors(call: S3Call): Promise<Answer> {
  findBucket(call);
  if (!checkDigests(call.request, call.body)) {
    const message = 'Missing required header for this request: Content-MD5 OR x-amz-checksum-*';
    throw new S3Error(400, 'InvalidRequest', message);
  }
  if (call.body.byteLength > MAX_DOCUMENT_BYTES) {
    throw new S3Error(400, 'MaxMessageLengthExceeded', 'Your request was too large.', [
      ['MaxMessageLengthBytes', String(MAX_DOCUMENT_BYTES)],
    ]);
  }
  const rules = await readRules(call.body);
  // Asked for again: the bucket may have gone while the document was read.
  findBucket(call).rules = rules;
  return { status: 200, headers: [], body: '' };
}

/** `DELETE ?cors`: no error when there are no rules. @throws S3Error `NoSuchBucket`. */
export function deleteBucketCors(call: S3Call): Answer {
  findBucket(call).rules = [];
  return { status: 204, headers: [], body: '' };
}

async function readRules(body: Uint8Array): Promise<readonly CorsRule[]> {
  const { configuration } = await awsCorsCodec.read(decodeUtf8(body)).catch(refuseXml);
  const { rules } = configuration;
  const complete = rules.every((rule) => rule.allowedOrigins.length > 0 && rule.allowedMethods.length > 0);
  if (rules.length === 0 || !complete) throw malformedXml();
  if (rules.length > MAX_RULES) {
    const message = `The number of CORS rules should not exceed allowed limit of ${MAX_RULES} rules.`;
    throw new S3Error(400, 'InvalidRequest', message);
  }
  const fault =
    rules.map((rule) => findRuleFault(rule)).find((found) => found !== null) ?? findRepeatedId(rules);
  if (fault !== null) throw new S3Error(400, 'InvalidRequest', fault);
  return rules;
}

function findRepeatedId(rules: readonly CorsRule[]): string | null {
  const ids = rules.flatMap((rule) => rule.id ?? []);
  return new Set(ids).size === ids.length ? null : 'The ID of each CORS rule must be unique.';
}

function decodeUtf8(body: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body);
  } catch {
    throw malformedXml();
  }
}
