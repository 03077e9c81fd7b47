import { wordedParseError } from '../model/worded-parse-error.js';
import { worded } from '../model/wording.js';
import type { HeldParts } from '../stores/cors-codec.js';
import { readCorsElements } from '../stores/cors-xml/read-cors-xml.js';
import { readGcsCorsElements } from '../stores/gcs/read-cors-xml.js';
import { parseXml } from '../xml/parse-xml.js';
import type { CorsDocument } from './documents/cors-document.js';
import { ONE_HEADER_LIST } from './documents/one-header-list-warning.js';
import { parseLiteral } from './documents/parse-literal.js';
import { readCorsJson } from './documents/read-cors-json.js';

/** Configurations are small; anything larger is none. */
const MAX_CHARACTERS = 1 << 20;

/** Every element that one of the stores knows. */
const EVERYTHING: HeldParts = {
  id: true,
  responseVary: true,
  severalOrigins: true,
  exposeHeadersApart: true,
  headerCase: true,
};

/**
 * Reads a CORS configuration as people paste it: the XML of S3, OSS, COS and Google Cloud Storage, one `<CORSRule>` by itself,
 * and the JSON of each vendor's command line, client or interface, also as it stands in a program. Which one, it finds out;
 * `docs/cors-documents.md` lists them all with an example each.
 *
 * Whether a store would take the rules is not asked: `validateCors()` tells.
 *
 * @throws ParseError when the text is neither, has no shape that is known, is longer than 1 Mi characters or nested deeper
 * than 32; and, listing all of them with their paths, when values cannot be right. UnsupportedError when the XML parser's
 * file cannot be loaded.
 */
export async function readCorsDocument(text: string): Promise<CorsDocument> {
  if (text.length > MAX_CHARACTERS)
    throw wordedParseError(
      worded`A document of ${text.length} characters: at most ${MAX_CHARACTERS} are read`,
    );
  if (/^[\s\ufeff]*</.test(text)) return readXml(text.replace(/^[\s\ufeff]+/, ''));
  const { value, isJson } = parseLiteral(text);
  const document = readCorsJson(value);
  if (isJson) return document;
  const message = 'It is written as in a program. Command lines take JSON: names and texts in double quotes.';
  return { ...document, warnings: [{ code: 'not-json', path: '', message }, ...document.warnings] };
}

async function readXml(text: string): Promise<CorsDocument> {
  // Rules without what belongs around them, be they several.
  const isRule = /^<CORSRule[\s/>]/.test(text);
  const parsed = await parseXml(isRule ? `<CORSConfiguration>${text}</CORSConfiguration>` : text);
  if (Object.hasOwn(parsed, 'CorsConfig')) {
    const reading = readGcsCorsElements(parsed);
    const hasRules = reading.configuration.rules.length > 0;
    return { ...reading, shape: 'gcs-xml', warnings: hasRules ? [{ ...ONE_HEADER_LIST, path: '' }] : [] };
  }
  const root = Object.hasOwn(parsed, 'CORSRule') ? { CORSConfiguration: [parsed] } : parsed;
  return { ...readCorsElements(root, EVERYTHING), shape: 's3-xml', warnings: [] };
}
