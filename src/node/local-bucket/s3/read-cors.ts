import type { CorsConfiguration } from '../../../model/cors-configuration.js';
import type { CorsRule } from '../../../model/cors-rule.js';
import { awsCorsCodec } from '../../../stores/aws/cors-codec.js';
import { headerOf } from '../exchange.js';
import { Refusal } from '../refusal.js';
import { ServiceError } from '../service-error.js';
import type { ParsedRequest } from '../target.js';
import { decodeUtf8, refuseMalformed } from '../xml/xml-documents.js';
import { hasChecksum } from './checksums.js';
import { findRuleFault, MAX_RULES } from './cors-rule-faults.js';

/** The rules in the body of `PUT ?cors`. @throws ServiceError | Refusal for the first fault of the document. */
export async function readCors(document: Uint8Array, request: ParsedRequest): Promise<CorsConfiguration> {
  if (headerOf(request, 'content-md5') === null && !hasChecksum(request) && !hasTrailer(request)) {
    throw invalid('Missing required header for this request: Content-MD5 OR x-amz-checksum-*');
  }
  const { configuration, unknown } = await awsCorsCodec.read(decodeUtf8(document)).catch(refuseMalformed);
  // Of what is not in the schema nothing would be kept.
  if (unknown.length > 0) throw new Refusal('malformed-document', {});
  const { rules } = configuration;
  const isComplete = rules.every((rule) => rule.allowedOrigins.length > 0 && rule.allowedMethods.length > 0);
  if (rules.length === 0 || !isComplete) throw new Refusal('malformed-document', {});
  if (rules.length > MAX_RULES) {
    throw invalid(`The number of CORS rules should not exceed allowed limit of ${MAX_RULES} rules.`);
  }
  const faults = rules.map((rule) => findRuleFault(rule));
  const fault = faults.find((found) => found !== null) ?? findRepeatedId(rules);
  if (fault !== null) throw invalid(fault);
  return { rules };
}

function hasTrailer(request: ParsedRequest): boolean {
  return headerOf(request, 'x-amz-trailer')?.startsWith('x-amz-checksum-') ?? false;
}

function findRepeatedId(rules: readonly CorsRule[]): string | null {
  const ids = rules.flatMap((rule) => rule.id ?? []);
  return new Set(ids).size === ids.length ? null : 'The ID of each CORS rule must be unique.';
}

function invalid(message: string): ServiceError {
  return new ServiceError(400, 'InvalidRequest', message);
}
