import { isToken } from '../../../fetch-standard/is-token.js';
import { CORS_METHODS } from '../../../model/cors-methods.js';
import type { CorsRule } from '../../../model/cors-rule.js';
import { Refusal } from '../refusal.js';
import type { ServiceError } from '../service-error.js';
import { ossError } from './oss-error.js';

const FORBIDDEN_CHARACTERS = /[<>&'"]/;

/**
 * Refuses a rule that OSS does not take. It takes many that can never match: an origin with a path or without a scheme.
 * Its page gives numbers to two of these faults; which code goes with them is not confirmed, nor is the range of ages.
 *
 * @throws ServiceError | Refusal for the first fault.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors
 */
export function checkCorsRule(rule: CorsRule): void {
  const { allowedOrigins, allowedMethods, allowedHeaders = [], exposeHeaders = [], maxAgeSeconds = 0 } = rule;
  if (allowedOrigins.length === 0 || allowedOrigins.includes('')) throw new Refusal('malformed-document', {});
  const method = allowedMethods.find((name) => !CORS_METHODS.includes(name));
  if (method !== undefined || allowedMethods.length === 0) {
    const methods = CORS_METHODS.join(', ');
    throw invalid(`The AllowedMethod "${method ?? ''}" is none of ${methods}.`, '0034-00000011');
  }
  const starred = [...allowedOrigins, ...allowedHeaders].find((pattern) => pattern.split('*').length > 2);
  if (starred !== undefined) throw invalid(`"${starred}" has more than one wildcard.`);
  const exposed = exposeHeaders.find(
    (name) => name.includes('*') || FORBIDDEN_CHARACTERS.test(name) || !isToken(name),
  );
  if (exposed !== undefined) throw invalid(`The ExposeHeader "${exposed}" is not valid.`, '0034-00000013');
  const header = allowedHeaders.find((name) => FORBIDDEN_CHARACTERS.test(name));
  if (header !== undefined) throw invalid(`The AllowedHeader "${header}" is not valid.`);
  if (maxAgeSeconds < 0) throw invalid(`The MaxAgeSeconds "${maxAgeSeconds}" is not valid.`);
}

function invalid(message: string, ec = ''): ServiceError {
  return ossError(400, 'InvalidArgument', message, [], ec);
}
