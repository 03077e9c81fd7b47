import type { CorsConfiguration } from '../../../model/cors-configuration.js';
import { cosCorsCodec } from '../../../stores/cos/cors-codec.js';
import { Refusal } from '../refusal.js';
import { ServiceError } from '../service-error.js';
import { decodeUtf8, refuseMalformed } from '../xml/xml-documents.js';
import { findRuleFault, MAX_RULES } from './cors-rule-faults.js';

/**
 * The configuration in the body of `PUT ?cors`, kept in the case in which it came. Whether COS insists on `Content-MD5`,
 * and on `AllowedHeader`, `ExposeHeader` and `MaxAgeSeconds`, is unconfirmed: here they may be missing. So is whether it refuses
 * elements that it does not know; here it does, so that a misspelt one is found.
 *
 * @throws ServiceError | Refusal for the first fault of the document.
 */
export async function readCors(document: Uint8Array): Promise<CorsConfiguration> {
  const { configuration, unknown } = await cosCorsCodec.read(decodeUtf8(document)).catch(refuseMalformed);
  if (unknown.length > 0) throw new Refusal('malformed-document', {});
  const { rules } = configuration;
  const isComplete = rules.every((rule) => rule.allowedOrigins.length > 0 && rule.allowedMethods.length > 0);
  if (rules.length === 0 || !isComplete) throw new Refusal('malformed-document', {});
  if (rules.length > MAX_RULES) {
    throw invalid(`There are ${rules.length} rules, and at most ${MAX_RULES} are allowed.`);
  }
  const fault = rules.map(findRuleFault).find((found) => found !== null);
  if (fault !== undefined) throw invalid(fault);
  return configuration;
}

/** The document that `GET ?cors` answers with. */
export function writeCors(configuration: CorsConfiguration): string {
  return `<?xml version="1.0" encoding="UTF-8"?>\n${cosCorsCodec.write(configuration)}`;
}

/** That it is this code is unconfirmed. */
function invalid(message: string): ServiceError {
  return new ServiceError(400, 'InvalidArgument', message);
}
