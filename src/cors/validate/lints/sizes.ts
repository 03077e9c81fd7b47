import { worded } from '../../../model/wording.js';
import { escapeXml } from '../../../xml/escape-xml.js';
import type { Finding, TakingStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';

/** How many rules and bytes there are, and whether they have a place at all. */
export function* sizes(configuration: LintedConfiguration, { corsLimits }: TakingStore): Generator<Finding> {
  const { rules, corsRules } = configuration;
  const { rules: most, rulesFormerly, documentBytes, source, perBucket } = corsLimits;
  const place = { path: 'rules', value: rules.length, source };
  if (corsRules?.length === 0) {
    const message = 'must hold at least one rule; to remove all rules call deleteBucketCors()';
    yield { ...place, code: 'cors.rules.none', message, effect: 'refused' };
  }
  if (typeof most === 'number' && rules.length > most) {
    const message = worded`the store takes at most ${most} rules`;
    yield { ...place, code: 'cors.rules.too-many', message, effect: 'refused', limit: most };
  } else if (rulesFormerly !== undefined && rules.length > rulesFormerly) {
    const message = worded`may be too many: older pages of the vendor name ${rulesFormerly} rules, newer ones ${most}`;
    yield { ...place, code: 'cors.rules.many', message, effect: 'may-be-refused', limit: rulesFormerly };
  }
  const bytes = leastBytes(configuration);
  if (typeof documentBytes === 'number' && bytes > documentBytes) {
    const message = worded`the store takes a document of at most ${documentBytes} bytes, and this one has no fewer than ${bytes}`;
    yield {
      ...place,
      code: 'cors.rules.document-size',
      value: bytes,
      message,
      effect: 'refused',
      limit: documentBytes,
    };
  }
  if (perBucket === 'unknown') {
    const message =
      'may be refused as a whole: some editions of this store have CORS rules for the server only';
    yield { ...place, code: 'cors.rules.not-per-bucket', message, effect: 'may-be-refused' };
  }
}

const ELEMENTS = {
  allowedOrigins: 'AllowedOrigin',
  allowedMethods: 'AllowedMethod',
  allowedHeaders: 'AllowedHeader',
  exposeHeaders: 'ExposeHeader',
} as const;

/** The bytes of the shortest XML of these rules: without blanks, namespace, names and life. */
function leastBytes({ rules }: LintedConfiguration): number {
  const encoder = new TextEncoder();
  const entries = rules.flatMap(({ lists }) =>
    (Object.keys(ELEMENTS) as (keyof typeof ELEMENTS)[]).flatMap((field) =>
      lists[field].map(
        ({ text }) => encoder.encode(escapeXml(text)).length + 2 * ELEMENTS[field].length + '<></>'.length,
      ),
    ),
  );
  const frame =
    '<CORSConfiguration></CORSConfiguration>'.length + rules.length * '<CORSRule></CORSRule>'.length;
  return entries.reduce((sum, bytes) => sum + bytes, frame);
}
