import type { CorsRule } from '../../model/cors-rule.js';
import { ParseError } from '../../model/errors.js';
import { childElements, childText, parseXml, type XmlNode } from '../../xml/parse-xml.js';

/**
 * The rules in the XML that `GET ?cors` answers with. Namespaces and the order of elements do not matter.
 *
 * @throws ParseError when it is not well formed, or not a CORS configuration.
 */
export async function readCorsXml(document: string): Promise<CorsRule[]> {
  const parsed = await parseXml(document);
  const [configuration] = childElements(parsed, 'CORSConfiguration');
  if (configuration === undefined)
    throw new ParseError('Not a CORS configuration: the root element is not CORSConfiguration');
  return childElements(configuration, 'CORSRule').map(readRule);
}

function readRule(rule: XmlNode): CorsRule {
  const id = childText(rule, 'ID');
  const allowedHeaders = texts(rule, 'AllowedHeader');
  const exposeHeaders = texts(rule, 'ExposeHeader');
  const maxAge = childText(rule, 'MaxAgeSeconds');
  return {
    ...(id === undefined || id === '' ? {} : { id }),
    allowedOrigins: texts(rule, 'AllowedOrigin'),
    allowedMethods: texts(rule, 'AllowedMethod'),
    ...(allowedHeaders.length === 0 ? {} : { allowedHeaders }),
    ...(exposeHeaders.length === 0 ? {} : { exposeHeaders }),
    ...(maxAge === undefined || maxAge === '' ? {} : { maxAgeSeconds: readSeconds(maxAge) }),
  };
}

function texts(rule: XmlNode, name: string): string[] {
  return childElements(rule, name).filter((node) => typeof node === 'string');
}

function readSeconds(text: string): number {
  const seconds = Number(text);
  if (/^-?\d+$/.test(text.trim()) && Number.isSafeInteger(seconds)) return seconds;
  throw new ParseError(`MaxAgeSeconds is not a whole number: "${text.slice(0, 40)}"`);
}
