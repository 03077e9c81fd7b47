import type { CorsConfiguration } from '../../../model/cors-configuration.js';
import type { CorsRule } from '../../../model/cors-rule.js';
import { ossCorsCodec } from '../../../stores/oss/cors-codec.js';
import { Refusal } from '../refusal.js';
import { decodeUtf8, refuseMalformed } from '../xml/xml-documents.js';
import { checkCorsRule } from './check-cors-rule.js';
import { ossError } from './oss-error.js';

/** As the page of February 2026 has it; others still say 10. */
const MAX_RULES = 20;

/**
 * The configuration in the body of `PUT ?cors`, as OSS keeps it. Whether it refuses elements that it does not know is not
 * confirmed; here it does, so that a misspelt one is found.
 *
 * @throws ServiceError | Refusal for the first fault of the document.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors
 */
export async function readCors(document: Uint8Array): Promise<CorsConfiguration> {
  const { configuration, unknown } = await ossCorsCodec.read(decodeUtf8(document)).catch(refuseMalformed);
  if (unknown.length > 0) throw new Refusal('malformed-document', {});
  const { rules } = configuration;
  if (rules.length === 0) throw noRule();
  if (rules.length > MAX_RULES) {
    throw ossError(400, 'CORSRuleBeyondLimit', 'The CORS Rules num is beyond limit.');
  }
  for (const rule of rules) checkCorsRule(rule);
  return { ...configuration, rules: normaliseRules(rules) };
}

/** Rules as OSS keeps them: it writes the names of request headers in lower case. */
export function normaliseRules(rules: readonly CorsRule[]): readonly CorsRule[] {
  return rules.map((rule) =>
    rule.allowedHeaders === undefined
      ? rule
      : { ...rule, allowedHeaders: rule.allowedHeaders.map((name) => name.toLowerCase()) },
  );
}

/** Known by its number; that its code is this one is likely. */
function noRule(): Error {
  const message =
    'The XML you provided was not well-formed or did not validate against our published schema.';
  return ossError(400, 'MalformedXML', message, [], '0034-00000002');
}
