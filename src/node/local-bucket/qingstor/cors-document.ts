import { isToken } from '../../../fetch-standard/is-token.js';
import type { CorsConfiguration } from '../../../model/cors-configuration.js';
import { CORS_METHODS } from '../../../model/cors-methods.js';
import type { CorsRule } from '../../../model/cors-rule.js';
import { ParseError } from '../../../model/errors.js';
import { qingstorCorsCodec } from '../../../stores/qingstor/cors-codec.js';
import { ServiceError } from '../service-error.js';
import { decodeUtf8 } from '../xml/xml-documents.js';
import { parseJsonObject } from './parse-json.js';

/**
 * The configuration in the body of `PUT ?cors`. How many rules there may be is not documented, and what is refused of them
 * only as far as it is here: unconfirmed, as is the code, and that a member that is not known is refused.
 *
 * @throws ServiceError | Refusal for the first fault of the document.
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/bucket/cors/put_cors/
 */
export async function readCors(document: Uint8Array): Promise<CorsConfiguration> {
  const text = decodeUtf8(document);
  const { cors_rules: written } = parseJsonObject(text);
  const { configuration, unknown } = await qingstorCorsCodec.read(text).catch(refuseUnread);
  if (!Array.isArray(written) || written.length === 0) {
    throw invalid('cors_rules must be a list of at least one rule.');
  }
  const [stranger] = unknown;
  if (stranger !== undefined) throw invalid(`${stranger.path} is not known.`);
  const typeFault = written.map(findTypeFault).find((found) => found !== null);
  const fault = typeFault ?? configuration.rules.map(findRuleFault).find((found) => found !== null);
  if (fault !== undefined) throw invalid(fault);
  return configuration;
}

/** What `GET ?cors` answers with: a rule has but one origin. */
export function writeCors(configuration: CorsConfiguration): string {
  return qingstorCorsCodec.write({ responseVary: false, ...configuration });
}

/** What the codec reads besides, since people write it so: lists of origins, numbers as text. */
function findTypeFault(rule: unknown, index: number): string | null {
  const { allowed_origin: origin, max_age_seconds: maxAge } = rule as Readonly<Record<string, unknown>>;
  if (typeof origin !== 'string') return `cors_rules[${index}].allowed_origin must be a text.`;
  const isNumber = maxAge === undefined || maxAge === null || typeof maxAge === 'number';
  return isNumber ? null : `cors_rules[${index}].max_age_seconds must be a number.`;
}

function findRuleFault(rule: CorsRule): string | null {
  const { allowedOrigins, allowedMethods, exposeHeaders = [], maxAgeSeconds = 0 } = rule;
  const origin = allowedOrigins.find((each) => each === '' || each.indexOf('*') !== each.lastIndexOf('*'));
  if (origin !== undefined) return `allowed_origin must have at most one "*": "${origin}".`;
  if (allowedOrigins.length === 0) return 'allowed_origin is missing.';
  const method = allowedMethods.find((each) => each !== '*' && !CORS_METHODS.includes(each));
  if (method !== undefined || allowedMethods.length === 0) {
    return `allowed_methods must be "*", or some of ${CORS_METHODS.join(', ')}.`;
  }
  const odd = exposeHeaders.find((name) => !isToken(name));
  if (odd !== undefined) return `expose_headers must be header names: "${odd}".`;
  return maxAgeSeconds < 0 ? 'max_age_seconds is negative.' : null;
}

/** The text of a parser's refusal tells all that is wrong. */
function refuseUnread(error: unknown): never {
  throw error instanceof ParseError ? invalid(error.message) : error;
}

function invalid(message: string): ServiceError {
  return new ServiceError(400, 'invalid_argument', message);
}
