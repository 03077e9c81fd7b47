import { parseXml } from '../xml/parse-xml.js';
import type { XmlNode } from '../xml/xml-element.js';

/**
 * What JSON or XML text says, elements as JSON would have them.
 *
 * @throws SyntaxError or ParseError when it is neither. Their messages quote the text, which may hold half a secret.
 */
export async function parseAnswer(text: string): Promise<unknown> {
  return text.trim().startsWith('<') ? fromXml(await parseXml(text.trim())) : (JSON.parse(text) as unknown);
}

/** An STS repeats no element that matters here. */
function fromXml(node: XmlNode): unknown {
  if (typeof node === 'string') return node;
  return Object.fromEntries(Object.entries(node).map(([name, [first = '']]) => [name, fromXml(first)]));
}
