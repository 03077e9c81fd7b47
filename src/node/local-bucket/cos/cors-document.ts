import type { CorsRule } from '../../../model/cors-rule.js';
import { childElements, childText, type XmlNode } from '../../../xml/parse-xml.js';
import { Refusal } from '../refusal.js';
import { ServiceError } from '../service-error.js';
import type { CorsConfiguration } from '../storage/object-storage.js';
import { writeXmlDocument, type XmlItem } from '../xml/write-xml.js';
import { readXmlRoot } from '../xml/xml-documents.js';
import { findRuleFault, MAX_RULES } from './cors-rule-faults.js';

/**
 * The configuration in the body of `PUT ?cors`, kept in the case in which it came. Whether COS insists on `Content-MD5`,
 * and on `AllowedHeader`, `ExposeHeader` and `MaxAgeSeconds`, is unconfirmed: here they may be missing.
 *
 * @throws ServiceError | Refusal for the first fault of the document.
 */
export async function readCors(document: Uint8Array): Promise<CorsConfiguration> {
  const root = await readXmlRoot(document, 'CORSConfiguration');
  const rules = childElements(root, 'CORSRule').map(readRule);
  const isComplete = rules.every((rule) => rule.allowedOrigins.length > 0 && rule.allowedMethods.length > 0);
  if (rules.length === 0 || !isComplete) throw malformed();
  if (rules.length > MAX_RULES)
    throw invalid(`There are ${rules.length} rules, and at most ${MAX_RULES} are allowed.`);
  const fault = rules.map(findRuleFault).find((found) => found !== null);
  if (fault !== undefined) throw invalid(fault);
  const vary = childText(root, 'ResponseVary');
  if (vary === undefined) return { rules };
  if (vary !== 'true' && vary !== 'false') throw malformed();
  return { rules, responseVary: vary === 'true' };
}

/** The document that `GET ?cors` answers with. */
export function writeCors({ rules, responseVary }: CorsConfiguration): string {
  const items = rules.map((rule): XmlItem => ['CORSRule', ruleItems(rule)]);
  const vary: XmlItem = responseVary === undefined ? null : ['ResponseVary', String(responseVary)];
  return writeXmlDocument('CORSConfiguration', [...items, vary]);
}

function ruleItems(rule: CorsRule): XmlItem[] {
  const { id, maxAgeSeconds } = rule;
  return [
    id === undefined ? null : ['ID', id],
    ...rule.allowedOrigins.map((origin): XmlItem => ['AllowedOrigin', origin]),
    ...rule.allowedMethods.map((method): XmlItem => ['AllowedMethod', method]),
    ...(rule.allowedHeaders ?? []).map((name): XmlItem => ['AllowedHeader', name]),
    ...(rule.exposeHeaders ?? []).map((name): XmlItem => ['ExposeHeader', name]),
    maxAgeSeconds === undefined ? null : ['MaxAgeSeconds', maxAgeSeconds],
  ];
}

function readRule(rule: XmlNode): CorsRule {
  const id = childText(rule, 'ID');
  const maxAge = childText(rule, 'MaxAgeSeconds');
  const allowedHeaders = texts(rule, 'AllowedHeader');
  const exposeHeaders = texts(rule, 'ExposeHeader');
  return {
    ...(id === undefined || id === '' ? {} : { id }),
    allowedOrigins: texts(rule, 'AllowedOrigin'),
    allowedMethods: texts(rule, 'AllowedMethod'),
    ...(allowedHeaders.length === 0 ? {} : { allowedHeaders }),
    ...(exposeHeaders.length === 0 ? {} : { exposeHeaders }),
    ...(maxAge === undefined || maxAge === '' ? {} : { maxAgeSeconds: readSeconds(maxAge) }),
  };
}

/** An empty element is none. */
function texts(rule: XmlNode, name: string): string[] {
  return childElements(rule, name).filter((node) => typeof node === 'string' && node !== '') as string[];
}

function readSeconds(text: string): number {
  if (!/^-?\d{1,10}$/.test(text.trim())) throw malformed();
  return Number(text);
}

function malformed(): Refusal {
  return new Refusal('malformed-document', {});
}

/** That it is this code is unconfirmed. */
function invalid(message: string): ServiceError {
  return new ServiceError(400, 'InvalidArgument', message);
}
