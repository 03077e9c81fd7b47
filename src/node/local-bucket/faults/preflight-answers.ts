import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Answer } from '../exchange.js';
import { Refusal } from '../refusal.js';
import { allowingHeaders, readAsked } from './asked.js';
import { withoutCors } from './change-headers.js';
import { type Fault, fault } from './fault.js';
import { storeError } from './store-error.js';

const TEXT: HeaderEntry = ['Content-Type', 'text/plain'];

/** Preflights that are answered by something that knows no CORS, or elsewhere. */
export const PREFLIGHT_ANSWER_FAULTS: readonly Fault[] = [
  fault({
    code: 'pre.bucket',
    title: 'says that the bucket is in another region, to preflights and requests alike',
    on: 'all',
    settings: { region: 'elsewhere-1' },
    begin: ({ region }) => ({
      answer: async ({ refuse, wrongRegion }) => refuse(wrongRegion(region), false),
    }),
  }),
  fault({
    code: 'pre.auth',
    title: 'wants a preflight to be signed in, as a gateway does',
    on: 'preflights',
    settings: { status: 401 },
    begin: ({ status }) => ({
      answer: async () => ({
        status,
        headers: [TEXT, ['WWW-Authenticate', 'Bearer realm="gateway"']],
        body: 'Unauthorized',
      }),
    }),
  }),
  fault({
    code: 'pre.auth-query',
    title: 'looks at the signature of a presigned URL already on the preflight, and refuses it',
    on: 'preflights',
    settings: { status: 403, errorCode: '' },
    begin: (settings) => ({
      answer: async (exchange) =>
        exchange.isPresigned
          ? exchange.refuse(storeError(exchange, new Refusal('access-denied', {}), settings), false)
          : exchange.next(),
    }),
  }),
  fault({
    code: 'pre.status',
    title: 'allows everything by headers, but with a status that is no success',
    on: 'preflights',
    settings: { status: 405 },
    begin: ({ status }) => ({
      answer: async ({ head }) => ({
        status,
        headers: [TEXT, ...allowingHeaders(readAsked(head))],
        body: 'Method Not Allowed',
      }),
    }),
  }),
  fault({
    code: 'pre.redirect',
    title: 'redirects a preflight',
    on: 'preflights',
    settings: { status: 307, location: 'http://127.0.0.1:9/elsewhere' },
    begin: ({ status, location }) => ({
      answer: async ({ head }): Promise<Answer> => ({
        status,
        headers: [['Location', location], ...allowingHeaders(readAsked(head))],
        body: '',
      }),
    }),
  }),
  fault({
    code: 'pre.no-acao',
    title: 'answers a preflight by a success without CORS headers',
    on: 'preflights',
    settings: { status: 204 },
    begin: ({ status }) => ({
      answer: async () => ({ status, headers: [['Allow', 'OPTIONS, GET, HEAD, PUT']], body: '' }),
    }),
  }),
  fault({
    code: 'pre.waf',
    title: 'a CDN or a firewall in front blocks preflights: no id of the store',
    on: 'preflights',
    settings: { status: 403 },
    begin: ({ status }) => ({ answer: async () => blockedByCdn(status) }),
  }),
  fault({
    code: 'act.cdn-error',
    title: 'a CDN in front answers a request by an error of its own without CORS headers: 403, 413, 502',
    on: 'requests',
    settings: { status: 413 },
    begin: ({ status }) => ({ answer: async () => blockedByCdn(status) }),
  }),
  fault({
    code: 'act.stale-preflight',
    title: 'allows preflights for `firstPreflights` times, to be kept; then the rules are gone',
    on: 'all',
    settings: { firstPreflights: 1, maxAgeSeconds: 600 },
    begin: ({ firstPreflights, maxAgeSeconds }) => {
      let left = firstPreflights;
      return {
        answer: async ({ head, next }) => {
          if (head.method !== 'OPTIONS') return nullable(await next());
          if (left <= 0) return next({ ...head, rulesInstead: () => ({ rules: [] }) });
          left -= 1;
          const maxAge: HeaderEntry = ['Access-Control-Max-Age', String(maxAgeSeconds)];
          return { status: 200, headers: [...allowingHeaders(readAsked(head)), maxAge], body: '' };
        },
      };
    },
  }),
];

function nullable(answer: Answer | null): Answer | null {
  return answer === null ? null : withoutCors(answer);
}

function blockedByCdn(status: number): Answer {
  return {
    status,
    headers: [
      ['Content-Type', 'text/html'],
      ['Server', 'cdn'],
      ['X-Cache', 'MISS'],
    ],
    body: `<html><head><title>${status}</title></head><body><h1>${status}</h1>The request was blocked.</body></html>\n`,
  };
}
