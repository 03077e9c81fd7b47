import type { CorsIssueCode } from '../../model/cors-issue-code.js';

/** What keeps an origin of a rule from ever matching. */
export interface OriginFault {
  readonly code: CorsIssueCode;
  readonly message: string;
}

const SCHEME = /^([a-z][a-z0-9+.-]*|\*|[a-z]+\*|[a-z][a-z+.-]*\*):\/\/(.*)$/is;
/** What may stand for a scheme with a star and no more: `http*`, `https:*`, `https:/*`. */
const BEGUN = /^https?(:\/?)?\*/i;

/**
 * Everything in an origin of a rule, in one of its parts, that no origin of a browser has. Pure; never throws.
 *
 * @param text - An origin, or a pattern with at most one `*`.
 * @returns Empty when some origin can match it.
 * @see https://html.spec.whatwg.org/multipage/browsers.html#ascii-serialisation-of-an-origin
 */
export function originFaults(text: string): OriginFault[] {
  if (text === '*' || text === 'null') return [];
  if (text === '') return [fault('cors.origin.empty', 'is empty: browsers always send an origin')];
  if (listedOrigins(text) !== null)
    return [fault('cors.origin.list', 'must be one origin: give each an entry of its own')];
  if (/[\s\p{Cc}]/u.test(text)) {
    return [
      fault('cors.origin.character', 'must be without blanks and control characters: browsers send none'),
    ];
  }
  const parts = SCHEME.exec(text);
  if (parts !== null) return faultsAfterScheme(parts[1] ?? '', parts[2] ?? '');
  if (!text.startsWith('*') && !BEGUN.test(text)) {
    return [fault('cors.origin.scheme-missing', 'lacks the scheme: write https://host, as browsers send it')];
  }
  return faultsOfAuthority(text.replace(BEGUN, '*'), '');
}

function faultsAfterScheme(scheme: string, rest: string): OriginFault[] {
  if (rest === '') return [fault('cors.origin.host-missing', 'lacks the host')];
  return [
    ...faultsOfAuthority(rest, scheme.toLowerCase()),
    ...(scheme !== scheme.toLowerCase() && !/[A-Z]/.test(rest) ? [UPPER_CASE] : []),
  ];
}

const UPPER_CASE = fault(
  'cors.origin.upper-case',
  'must be lower-case: browsers send origins so, and stores compare byte by byte',
);

/** Host and port, and what should not follow. */
function faultsOfAuthority(rest: string, scheme: string): OriginFault[] {
  const authority = rest.replace(/[/?#\\].*$/s, '');
  const after = rest.slice(authority.length);
  const port = /:([^:\]]*)$/.exec(authority)?.[1];
  const host = authority.replace(/:[^:\]]*$/, '');
  return [
    ...(authority === '' ? [fault('cors.origin.host-missing', 'lacks the host')] : []),
    ...(after === '/'
      ? [fault('cors.origin.trailing-slash', 'must end after host and port, without a slash')]
      : []),
    ...(after.length > 1 || /^[?#\\]/.test(after)
      ? [fault('cors.origin.path', 'must end after host and port: browsers send no path')]
      : []),
    ...(authority.includes('@')
      ? [fault('cors.origin.userinfo', 'must be without user and password: browsers send none')]
      : []),
    ...(/[^\x21-\x7e]/.test(authority)
      ? [fault('cors.origin.not-ascii', 'must be ASCII: browsers send other hosts in punycode (xn--)')]
      : []),
    ...(/[A-Z]/.test(authority) ? [UPPER_CASE] : []),
    ...(port === undefined ? [] : faultsOfPort(port, scheme)),
    ...(/[<>^|%]/.test(host) ? [fault('cors.origin.character', 'holds a character that no host has')] : []),
  ];
}

function faultsOfPort(port: string, scheme: string): OriginFault[] {
  if (port.includes('*')) return [];
  if ((scheme === 'https' && port === '443') || (scheme === 'http' && port === '80')) {
    return [fault('cors.origin.default-port', 'must be without the default port: browsers leave it out')];
  }
  return /^(0|[1-9]\d{0,4})$/.test(port) && Number(port) <= 65_535
    ? []
    : [fault('cors.origin.port', 'has a port that is none: a number up to 65535, without zeros before it')];
}

/** The origins of a text that holds several; `null`: it does not. */
export function listedOrigins(text: string): string[] | null {
  const parts = text.split(/[\s,;]+/).filter((part) => part !== '');
  return parts.length > 1 && parts.every((part) => part === '*' || part.includes('.') || part.includes('://'))
    ? parts
    : null;
}

function fault(code: CorsIssueCode, message: string): OriginFault {
  return { code, message };
}
