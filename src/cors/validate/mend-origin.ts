import { parseUrl } from '../../model/parse-url.js';

/**
 * An origin as browsers would send it: what cannot stand in one is taken away, and the host is written in ASCII. Pure; never
 * throws.
 *
 * @returns `null`: there is no host to be had.
 */
export function mendOrigin(text: string): string | null {
  const parts = /^([a-z][a-z0-9+.*-]*|\*):\/\/(.*)$/is.exec(text.replace(/[\s\p{Cc}]/gu, ''));
  if (parts === null) return null;
  const scheme = (parts[1] ?? '').toLowerCase();
  const authority = (parts[2] ?? '').replace(/[/?#\\].*$/s, '').replace(/^.*@/, '');
  const host = toAscii(authority.replace(/:[^:\]]*$/, '').toLowerCase());
  const port = (/:(\d+)$/.exec(authority)?.[1] ?? '').replace(/^0+(?=\d)/, '');
  if (host === null || host === '') return null;
  const isDefault = (scheme === 'https' && port === '443') || (scheme === 'http' && port === '80');
  const star = /:([^:\]]*\*[^:\]]*)$/.exec(authority)?.[1];
  const shown = star ?? (isDefault ? '' : port);
  return `${scheme}://${host}${shown === '' ? '' : `:${shown}`}`;
}

/** A host in punycode where it has other letters; a star may stand before. */
function toAscii(host: string): string | null {
  if (/^[\x21-\x7e]*$/.test(host)) return host;
  const [, star = '', rest = ''] = /^(\*\.)?(.*)$/s.exec(host) ?? [];
  const parsed = rest.includes('*') ? undefined : parseUrl(`https://${rest}`);
  return parsed === undefined || parsed.host === '' ? null : star + parsed.host;
}
