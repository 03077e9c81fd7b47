import { escapeXml } from '../../../xml/escape-xml.js';

/** An element: its name, and its text or its children. An absent one is written as nothing. */
export type XmlItem = readonly [name: string, content: string | number | XmlItems] | null;
export type XmlItems = readonly XmlItem[];

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** A document of one root. @param namespace - Of the root. Empty: none. */
export function writeXmlDocument(root: string, children: XmlItems, namespace = ''): string {
  const attribute = namespace === '' ? '' : ` xmlns="${namespace}"`;
  return `${DECLARATION}<${root}${attribute}>${children.map(writeItem).join('')}</${root}>`;
}

/** A time as the stores write it in XML, with milliseconds: `2026-05-24T10:00:00.000Z`. */
export function writeXmlMillis(time: Date): string {
  return time.toISOString();
}

function writeItem(item: XmlItem): string {
  if (item === null) return '';
  const [name, content] = item;
  if (typeof content === 'object') return `<${name}>${content.map(writeItem).join('')}</${name}>`;
  return `<${name}>${escapeXml(writable(String(content)))}</${name}>`;
}

/** XML 1.0 has no way to write most control characters, not even escaped; a key may hold them. */
function writable(text: string): string {
  return text.replace(/[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\u{10000}-\u{10ffff}]/gu, '\ufffd');
}
