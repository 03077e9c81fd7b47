import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsCodec, HeldParts } from '../cors-codec.js';
import { expandOrigins } from '../rule-forms/fold-origins.js';
import { writeJsonFile } from '../write-json.js';
import { readCorsJson } from './read-cors-json.js';

const HOLDS: HeldParts = {
  id: false,
  responseVary: true,
  severalOrigins: false,
  exposeHeadersApart: true,
  headerCase: true,
};

/**
 * The CORS documents of QingStor: JSON, with one origin a rule. A rule of several is written as several and made one again
 * when it is read; since the store takes the first rule in which all matches, neighbours that differ in their origins only
 * decide as one.
 *
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/bucket/cors/put_cors/
 */
export const qingstorCorsCodec: CorsCodec = {
  contentType: 'application/json',
  holds: HOLDS,
  write,
  writeJson: write,
  read: async (document) => readCorsJson(document),
  checksumNames: [],
  checksum: async () => ({}),
  // No page tells what a bucket without rules answers: not confirmed. Its list of errors has none for it.
  meansNone: (status, serviceCode) => status === 404 && serviceCode !== 'bucket_not_exists',
};

function write({ rules, responseVary }: CorsConfiguration): string {
  return writeJsonFile({
    cors_rules: expandOrigins(rules).map((rule) => ({
      allowed_origin: rule.allowedOrigins[0],
      // "Every method" may be written as text too. As a list it fits the types of all the vendor's clients.
      allowed_methods: rule.allowedMethods,
      // Newer pages call it required.
      allowed_headers: rule.allowedHeaders ?? [],
      expose_headers: rule.exposeHeaders,
      max_age_seconds: rule.maxAgeSeconds,
    })),
    // The pages' examples say "enable", their tables "enabled".
    resp_vary: responseVary === undefined ? undefined : responseVary ? 'enabled' : 'disabled',
  });
}
