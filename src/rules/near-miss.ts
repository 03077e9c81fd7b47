import { matchPattern } from './match-pattern.js';

/**
 * In what an origin misses a pattern, when it is only one thing. `scheme`: http and https. `port`: another one, or none.
 * `www`: with and without it. `apex`: the pattern's star stands for a part that the origin has not, as
 * `https://*.example.com` and `https://example.com`. `trailing-slash`, `path`: the pattern has what no origin has. `case`:
 * capitals in the pattern. `default-port`: the pattern names the port that browsers leave out. `loopback`: localhost and
 * 127.0.0.1. `no-scheme`: the pattern is a bare host.
 */
export type NearMissKind =
  | 'scheme'
  | 'port'
  | 'default-port'
  | 'www'
  | 'apex'
  | 'trailing-slash'
  | 'path'
  | 'case'
  | 'loopback'
  | 'no-scheme';

/** A pattern that all but matches an origin. */
export interface NearMiss {
  /** As it stands in the rule. */
  readonly pattern: string;
  /** What the one thing is. */
  readonly kind: NearMissKind;
}

/** What the pattern may have been meant to be, the likeliest slip first: what stands there, and what should. */
const SLIPS: readonly (readonly [kind: NearMissKind, written: string | RegExp, meant: string])[] = [
  ['default-port', /^(https:.*):443$/, '$1'],
  ['default-port', /^(http:.*):80$/, '$1'],
  ['path', /^([a-z]+:\/\/[^/]+)\/.*$/i, '$1'],
  ['scheme', /^http:/, 'https:'],
  ['scheme', /^https:/, 'http:'],
  ['no-scheme', /^(?!.*:\/\/)/s, 'https://'],
  ['no-scheme', /^(?!.*:\/\/)/s, 'http://'],
  ['www', '://www.', '://'],
  ['www', '://', '://www.'],
  ['apex', '://*.', '://'],
  ['loopback', '://localhost', '://127.0.0.1'],
  ['loopback', '://127.0.0.1', '://localhost'],
];

/** The one thing in which an origin misses a pattern. `null`: it matches, or misses by more. */
export function nearMiss(pattern: string, origin: string): NearMissKind | null {
  const matches = (text: string) => matchPattern(text, origin);
  if (matches(pattern)) return null;
  if (matches(pattern.toLowerCase())) return 'case';
  if (matches(withoutSlashes(pattern))) return 'trailing-slash';
  const slip = SLIPS.find(([, written, meant]) => matches(pattern.replace(written, meant)));
  if (slip !== undefined) return slip[0];
  return matchPattern(withoutPort(pattern), withoutPort(origin)) ? 'port' : null;
}

/** A port has five digits at most: however long the text, no more is looked at. */
function withoutPort(text: string): string {
  const [port = ''] = /:\d{1,5}$/.exec(text.slice(-6)) ?? [];
  return text.slice(0, text.length - port.length);
}

/** Not by a regular expression: that begins anew at each slash of a long run that does not end the text. */
function withoutSlashes(text: string): string {
  let end = text.length;
  while (text[end - 1] === '/') end -= 1;
  return text.slice(0, end);
}
