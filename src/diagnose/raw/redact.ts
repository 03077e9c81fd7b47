import { showAddress } from '../../fetch-standard/show-address.js';
import { hideLikelySecrets } from '../../model/hide-likely-secrets.js';

const LONGEST = 120;

/** A header's value of an answer, or another word of a server, as a diagnosis may show it: short and without secrets. */
export function showWords(text: string): string {
  const line = hideLikelySecrets(showAddress(text)).replace(/[^\x20-\x7e\u00a0-\uffff]+/g, ' ');
  return line.length <= LONGEST ? line : `${line.slice(0, LONGEST - 1)}…`;
}

/** A header name or method as a diagnosis may show it. What is none is not shown: it may be anything. */
export function showToken(text: string): string {
  return /^[\w!#$%&'*+.^`|~-]{1,128}$/.test(text) ? hideLikelySecrets(text) : '<not a token>';
}

/** The query names by which URLs are signed, lower-case. */
const SIGNATURE_NAMES = new Set([
  'x-amz-signature',
  'x-oss-signature',
  'signature',
  'q-signature',
  'x-goog-signature',
]);

/** Whether a URL carries a signature. */
export function isPresigned(url: string): boolean {
  const query = /\?([^#]*)/.exec(url)?.[1] ?? '';
  return [...new URLSearchParams(query).keys()].some((name) => SIGNATURE_NAMES.has(name.toLowerCase()));
}
