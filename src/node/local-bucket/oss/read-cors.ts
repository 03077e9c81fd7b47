import { CORS_METHODS } from '../../../model/cors-methods.js';
import type { CorsRule } from '../../../model/cors-rule.js';
import { childElements, childText, type XmlNode } from '../../../xml/parse-xml.js';
import { Refusal } from '../refusal.js';
import type { ServiceError } from '../service-error.js';
import type { CorsConfiguration } from '../storage/object-storage.js';
import { readXmlRoot } from '../xml/xml-documents.js';
import { ossError } from './oss-error.js';

/** As the page of February 2026 has it; others still say 10. */
const MAX_RULES = 20;
const RULE_ELEMENTS = ['AllowedOrigin', 'AllowedMethod', 'AllowedHeader', 'ExposeHeader', 'MaxAgeSeconds'];
const FORBIDDEN_CHARACTERS = /[<>&'"]/;

/**
 * The configuration in the body of `PUT ?cors`, as OSS keeps it. Whether it refuses elements that it does not know is not
 * confirmed; here it does, so that a misspelt one is found.
 *
 * @throws ServiceError | Refusal for the first fault of the document.
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/putbucketcors
 */
export async function readCors(document: Uint8Array): Promise<CorsConfiguration> {
  const root = await readXmlRoot(document, 'CORSConfiguration');
  refuseUnknown(root, ['CORSRule', 'ResponseVary']);
  const elements = childElements(root, 'CORSRule');
  if (elements.length === 0) throw withNumber('MalformedXML', MALFORMED, '0034-00000002');
  if (elements.length > MAX_RULES) {
    throw ossError(400, 'CORSRuleBeyondLimit', 'The CORS Rules num is beyond limit.');
  }
  const rules = normaliseRules(elements.map(readRule));
  const vary = readVary(root);
  return vary === undefined ? { rules } : { rules, responseVary: vary };
}

/** Rules as OSS keeps them: it writes the names of request headers in lower case. */
export function normaliseRules(rules: readonly CorsRule[]): readonly CorsRule[] {
  return rules.map((rule) =>
    rule.allowedHeaders === undefined
      ? rule
      : { ...rule, allowedHeaders: rule.allowedHeaders.map((name) => name.toLowerCase()) },
  );
}

const MALFORMED =
  'The XML you provided was not well-formed or did not validate against our published schema.';

function readRule(element: XmlNode): CorsRule {
  refuseUnknown(element, RULE_ELEMENTS);
  const [allowedOrigins, allowedMethods, allowedHeaders, exposeHeaders, ages] = RULE_ELEMENTS.map((name) =>
    texts(element, name),
  ) as [string[], string[], string[], string[], string[]];
  if (allowedOrigins.length === 0 || ages.length > 1) throw new Refusal('malformed-document', {});
  const method = allowedMethods.find((name) => !CORS_METHODS.includes(name));
  if (method !== undefined || allowedMethods.length === 0) {
    throw invalid(
      `The AllowedMethod "${method ?? ''}" is none of ${CORS_METHODS.join(', ')}.`,
      '0034-00000011',
    );
  }
  const starred = [...allowedOrigins, ...allowedHeaders].find((pattern) => pattern.split('*').length > 2);
  if (starred !== undefined) throw invalid(`"${starred}" has more than one wildcard.`);
  const exposed = exposeHeaders.find((name) => name.includes('*') || FORBIDDEN_CHARACTERS.test(name));
  if (exposed !== undefined) throw invalid(`The ExposeHeader "${exposed}" is not valid.`, '0034-00000013');
  const header = allowedHeaders.find((name) => FORBIDDEN_CHARACTERS.test(name));
  if (header !== undefined) throw invalid(`The AllowedHeader "${header}" is not valid.`);
  const [age] = ages;
  return {
    allowedOrigins,
    allowedMethods,
    ...(allowedHeaders.length === 0 ? {} : { allowedHeaders }),
    ...(exposeHeaders.length === 0 ? {} : { exposeHeaders }),
    ...(age === undefined ? {} : { maxAgeSeconds: readSeconds(age) }),
  };
}

/** The range of ages is not documented. */
function readSeconds(text: string): number {
  if (/^\d{1,9}$/.test(text)) return Number(text);
  throw invalid(`The MaxAgeSeconds "${text.slice(0, 40)}" is no whole number.`);
}

function readVary(root: XmlNode): boolean | undefined {
  const text = childText(root, 'ResponseVary')?.trim();
  if (text === undefined || text === 'true' || text === 'false')
    return text === undefined ? text : text === 'true';
  throw new Refusal('malformed-document', {});
}

function texts(element: XmlNode, name: string): string[] {
  return childElements(element, name).map((node) => {
    if (typeof node === 'string' && node.trim() !== '') return node.trim();
    throw name === 'AllowedMethod'
      ? invalid('An AllowedMethod is empty.', '0034-00000011')
      : new Refusal('malformed-document', {});
  });
}

function refuseUnknown(element: XmlNode, known: readonly string[]): void {
  if (typeof element === 'string') {
    // An empty element reads as a text; its missing children are found later.
    if (element.trim() !== '') throw new Refusal('malformed-document', {});
    return;
  }
  const isKnown = Object.keys(element).every((name) => known.includes(name) || isBlank(element, name));
  if (!isKnown) throw new Refusal('malformed-document', {});
}

/** The line breaks between elements, which the parser gives as one text. */
function isBlank(element: Exclude<XmlNode, string>, name: string): boolean {
  return name === '#text' && [element[name]].flat().join('').trim() === '';
}

/** Which code goes with the numbers is not confirmed. */
function invalid(message: string, ec = ''): ServiceError {
  return withNumber('InvalidArgument', message, ec);
}

function withNumber(code: string, message: string, ec: string): ServiceError {
  return ossError(400, code, message, [], ec);
}
