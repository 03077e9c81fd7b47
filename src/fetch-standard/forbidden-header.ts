import { trimEnds } from '../model/trim-ends.js';
import type { Engine } from './engines/engine.js';

const FORBIDDEN =
  /^(accept-(charset|encoding)|access-control-request-(headers|method)|connection|content-length|cookie2?|date|dnt|expect|host|keep-alive|origin|referer|set-cookie|te|trailer|transfer-encoding|upgrade|via)$/;
const FORBIDDEN_PREFIX = /^(proxy|sec)-/;
const METHOD_OVERRIDE = /^x-(http-method|http-method-override|method-override)$/;

/** What differs between engines here. */
type Habits = Pick<Engine, 'dropsUserAgent' | 'splitsQuotedOverrides' | 'overrideBlanks'>;

/**
 * Why a browser does not send a header that the page set. `name`: only the browser may set it. `prefix`: its name begins
 * with `proxy-` or `sec-`. `method-override`: it names a method that pages may not use. `user-agent`: this engine sends
 * its own. `no-cors`: a request without CORS may not carry it.
 */
export type DropReason = 'name' | 'prefix' | 'method-override' | 'user-agent' | 'no-cors';

/**
 * Why a browser drops this header when a page sets it; `null`: it does not.
 *
 * @see https://fetch.spec.whatwg.org/#forbidden-request-header
 */
export function whyForbidden(name: string, value: string, habits: Habits): DropReason | null {
  const lower = name.toLowerCase();
  if (FORBIDDEN.test(lower)) return 'name';
  if (FORBIDDEN_PREFIX.test(lower)) return 'prefix';
  if (lower === 'user-agent' && habits.dropsUserAgent) return 'user-agent';
  if (!METHOD_OVERRIDE.test(lower)) return null;
  const methods = splitValues(value, habits);
  return methods.some((method) => /^(connect|trace|track)$/i.test(method)) ? 'method-override' : null;
}

/** Whether browsers drop this header when a page sets it: all of them. @see https://fetch.spec.whatwg.org/#forbidden-request-header */
export function isForbiddenHeader(name: string, value: string): boolean {
  return whyForbidden(name, value, {}) !== null;
}

/** @see https://fetch.spec.whatwg.org/#header-value-get-decode-and-split */
function splitValues(value: string, habits: Habits): string[] {
  // A quoted string, which may lack its end, is passed over as a whole.
  const parts = habits.splitsQuotedOverrides
    ? value.split(',')
    : (value.match(/(?:"(?:\\.|[^"\\])*"?|[^",])+/gs) ?? []);
  return parts.map((part) => trimEnds(part, habits.overrideBlanks ?? '\t '));
}
