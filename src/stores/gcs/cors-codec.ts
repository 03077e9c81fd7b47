import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import { loadPart } from '../../model/load-part.js';
import { responseHeaders } from '../../rules/one-header-list.js';
import { escapeXml } from '../../xml/escape-xml.js';
import type { CorsCodec, HeldParts } from '../cors-codec.js';
import { writeJsonFile } from '../write-json.js';

const HOLDS: HeldParts = {
  id: false,
  responseVary: false,
  severalOrigins: true,
  exposeHeadersApart: false,
  headerCase: true,
};

/**
 * The CORS documents of Google Cloud Storage: XML of its own on `?cors`, in which one list of a rule names both the headers
 * that may be sent and those that may be read. The JSON is that of
 * `gcloud storage buckets update gs://BUCKET --cors-file=cors.json`.
 *
 * @see https://cloud.google.com/storage/docs/xml-api/put-bucket-cors
 * @see https://cloud.google.com/storage/docs/using-cors
 */
export const gcsCorsCodec: CorsCodec = {
  contentType: 'application/xml',
  holds: HOLDS,
  write,
  writeJson,
  read: async (document) =>
    (await loadPart('The reader of CORS documents', () => import('./read-cors-xml.js'))).readGcsCorsXml(
      document,
    ),
  // That it asks for none, and how a bucket without rules answers, is not confirmed; an empty `CorsConfig` reads as none.
  checksumNames: [],
  checksum: async () => ({}),
  meansNone: (status, serviceCode) => status === 404 && serviceCode === 'NoSuchCORSConfiguration',
};

function write({ rules }: CorsConfiguration): string {
  return ['<CorsConfig>', ...rules.flatMap(writeRule), '</CorsConfig>', ''].join('\n');
}

function writeRule(rule: CorsRule): string[] {
  return [
    '  <Cors>',
    ...list('Origin', rule.allowedOrigins),
    ...list('Method', rule.allowedMethods),
    ...list('ResponseHeader', responseHeaders(rule)),
    ...(rule.maxAgeSeconds === undefined ? [] : [`    <MaxAgeSec>${rule.maxAgeSeconds}</MaxAgeSec>`]),
    '  </Cors>',
  ];
}

function list(name: string, values: readonly string[]): string[] {
  if (values.length === 0) return [];
  const elements = values.map((value) => `      <${name}>${escapeXml(value)}</${name}>`);
  return [`    <${name}s>`, ...elements, `    </${name}s>`];
}

function writeJson({ rules }: CorsConfiguration): string {
  return writeJsonFile(
    rules.map((rule) => {
      const names = responseHeaders(rule);
      return {
        origin: rule.allowedOrigins,
        method: rule.allowedMethods,
        responseHeader: names.length === 0 ? undefined : names,
        maxAgeSeconds: rule.maxAgeSeconds,
      };
    }),
  );
}
