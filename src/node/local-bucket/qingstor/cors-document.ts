import { CORS_METHODS } from '../../../model/cors-methods.js';
import type { CorsRule } from '../../../model/cors-rule.js';
import { ServiceError } from '../service-error.js';
import type { CorsConfiguration } from '../storage/object-storage.js';
import { decodeUtf8 } from '../xml/xml-documents.js';
import { parseJsonObject } from './parse-json.js';

/**
 * The configuration in the body of `PUT ?cors`. How many rules there may be is not documented, and what is refused of them
 * only as far as it is here: unconfirmed, as is the code.
 *
 * @throws ServiceError | Refusal for the first fault of the document.
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/bucket/cors/put_cors/
 */
export async function readCors(document: Uint8Array): Promise<CorsConfiguration> {
  const { cors_rules: rules, resp_vary: vary } = parseJsonObject(decodeUtf8(document));
  if (!Array.isArray(rules) || rules.length === 0)
    throw invalid('cors_rules must be a list of at least one rule.');
  const read = rules.map(readRule);
  if (vary === undefined || vary === null || vary === '') return { rules: read };
  // The pages' examples say "enable", their tables "enabled".
  const [, on] =
    /^(?:(enabled?)|disabled?)$/i.exec(String(vary)) ?? refuse('resp_vary must be "enabled" or "disabled".');
  return { rules: read, responseVary: on !== undefined };
}

/** What `GET ?cors` answers with: a rule has but one origin. */
export function writeCors({ rules, responseVary }: CorsConfiguration): object {
  const written = rules.flatMap((rule) =>
    rule.allowedOrigins.map((origin) => ({
      allowed_origin: origin,
      allowed_methods: rule.allowedMethods,
      allowed_headers: rule.allowedHeaders ?? [],
      expose_headers: rule.exposeHeaders ?? [],
      ...(rule.maxAgeSeconds === undefined ? {} : { max_age_seconds: rule.maxAgeSeconds }),
    })),
  );
  return { cors_rules: written, resp_vary: responseVary === true ? 'enabled' : 'disabled' };
}

function readRule(rule: unknown, index: number): CorsRule {
  const where = `cors_rules[${index}]`;
  if (typeof rule !== 'object' || rule === null) throw invalid(`${where} is no object.`);
  const members = rule as Readonly<Record<string, unknown>>;
  const { allowed_origin: origin, allowed_methods: methods, max_age_seconds: maxAge } = members;
  if (typeof origin !== 'string' || !/^(?!$)[^*]*\*?[^*]*$/.test(origin)) {
    throw invalid(`${where}.allowed_origin must be a text with at most one "*".`);
  }
  const allowedMethods = methods === '*' ? ['*'] : texts(methods, `${where}.allowed_methods`);
  const odd = allowedMethods.find((method) => method !== '*' && !CORS_METHODS.includes(method));
  if (allowedMethods.length === 0 || odd !== undefined) {
    throw invalid(`${where}.allowed_methods must be "*", or some of ${CORS_METHODS.join(', ')}.`);
  }
  const allowedHeaders = texts(members.allowed_headers, `${where}.allowed_headers`);
  const exposeHeaders = texts(members.expose_headers, `${where}.expose_headers`);
  const hasMaxAge = maxAge !== undefined && maxAge !== null;
  if (hasMaxAge && (!Number.isSafeInteger(maxAge) || Number(maxAge) < 0)) {
    throw invalid(`${where}.max_age_seconds must be a whole number.`);
  }
  return {
    allowedOrigins: [origin],
    allowedMethods,
    ...(allowedHeaders.length === 0 ? {} : { allowedHeaders }),
    ...(exposeHeaders.length === 0 ? {} : { exposeHeaders }),
    ...(hasMaxAge ? { maxAgeSeconds: Number(maxAge) } : {}),
  };
}

function texts(value: unknown, where: string): string[] {
  if (value === undefined || value === null) return [];
  const isList = Array.isArray(value) && value.every((item) => typeof item === 'string' && item !== '');
  return isList ? value : refuse(`${where} must be a list of texts.`);
}

function invalid(message: string): ServiceError {
  return new ServiceError(400, 'invalid_argument', message);
}

function refuse(message: string): never {
  throw invalid(message);
}
