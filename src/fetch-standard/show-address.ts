import { parseUrl } from '../model/parse-url.js';

/**
 * An address as a refusal shows it: without user, password, query and fragment, of which some are secrets. Of what is no
 * address, and may name a user somewhere, only the scheme is shown: where the name ends in it nobody can say.
 */
export function showAddress(address: string): string {
  const beforeLastAt = address.slice(0, Math.max(0, address.lastIndexOf('@')));
  if (!/[:/\\]/.test(beforeLastAt)) return withoutQuery(address);
  const parsed = parseUrl(address);
  if (parsed !== undefined) return withoutQuery(parsed.href).replace(/\/\/[^/]*@/, '//');
  return /^[\0- ]*([a-z][a-z\d+.-]*:)/i.exec(address)?.[1]?.toLowerCase() ?? '';
}

function withoutQuery(address: string): string {
  return address.replace(/[?#].*$/s, '');
}
