import type { HeaderEntry } from '../../../model/cors-exchange.js';
import { headerOf, type RequestHead } from '../exchange.js';

/** What a browser wants of a preflight, as it says itself. */
export interface AskedPreflight {
  readonly origin: string;
  readonly method: string;
  /** Lower-case. */
  readonly headers: readonly string[];
}

/** Reads it from a request's head. Of a request that is no preflight, its own origin and method. */
export function readAsked(head: RequestHead): AskedPreflight {
  const names = headerOf(head, 'access-control-request-headers') ?? '';
  return {
    origin: headerOf(head, 'origin') ?? '*',
    method: headerOf(head, 'access-control-request-method') ?? head.method,
    headers: names.split(',').flatMap((name) => (name.trim() === '' ? [] : [name.trim().toLowerCase()])),
  };
}

/** Whether it is a preflight. */
export function isPreflight(head: RequestHead): boolean {
  return head.method === 'OPTIONS' && headerOf(head, 'access-control-request-method') !== null;
}

/** Headers that allow all that is asked for. */
export function allowingHeaders({ origin, method, headers }: AskedPreflight): HeaderEntry[] {
  return [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Methods', method],
    ...(headers.length > 0 ? [['Access-Control-Allow-Headers', headers.join(', ')] as const] : []),
    ['Vary', 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers'],
  ];
}
