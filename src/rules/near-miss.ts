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

/** The one thing in which an origin misses a pattern. `null`: it matches, or misses by more. */
export function nearMiss(pattern: string, origin: string): NearMissKind | null {
  if (matchPattern(pattern, origin)) return null;
  for (const [kind, mended] of mendings(pattern)) {
    if (mended.some((text) => text !== pattern && matchPattern(text, origin))) return kind;
  }
  return matchPattern(withoutPort(pattern), withoutPort(origin)) ? 'port' : null;
}

/** What the pattern may have been meant to be, the likeliest slip first. */
function* mendings(pattern: string): Generator<readonly [NearMissKind, readonly string[]]> {
  yield ['case', [pattern.toLowerCase()]];
  yield ['trailing-slash', [withoutSlashes(pattern)]];
  yield ['default-port', [pattern.replace(/^(https:.*):443$/, '$1').replace(/^(http:.*):80$/, '$1')]];
  yield ['path', [pattern.replace(/^([a-z]+:\/\/[^/]+)\/.*$/i, '$1')]];
  yield ['scheme', [pattern.replace(/^http:/, 'https:'), pattern.replace(/^https:/, 'http:')]];
  if (!pattern.includes('://')) yield ['no-scheme', [`https://${pattern}`, `http://${pattern}`]];
  yield ['www', [pattern.replace('://www.', '://'), pattern.replace('://', '://www.')]];
  yield ['apex', [pattern.replace('://*.', '://')]];
  yield [
    'loopback',
    [pattern.replace('://localhost', '://127.0.0.1'), pattern.replace('://127.0.0.1', '://localhost')],
  ];
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
