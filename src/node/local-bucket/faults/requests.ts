import type { Answer } from '../exchange.js';
import { Refusal } from '../refusal.js';
import { withHeaders, withoutCors, withoutHeaders } from './change-headers.js';
import { type Fault, fault } from './fault.js';
import { storeError } from './store-error.js';

/** Requests after a preflight that passed: what is done, and what is answered. */
export const REQUEST_FAULTS: readonly Fault[] = [
  fault({
    code: 'act.error-without-cors',
    title: "the store's own error, without CORS headers",
    on: 'requests',
    settings: { status: 403, errorCode: '' },
    begin: (settings) => ({
      answer: async (exchange) =>
        exchange.refuse(storeError(exchange, new Refusal('access-denied', {}), settings), false),
    }),
  }),
  fault({
    code: 'act.readable-error',
    title: "the store's own error, with CORS headers where a rule matches",
    on: 'requests',
    settings: { status: 503, errorCode: '', retryAfterSeconds: 1 },
    begin: (settings) => ({
      answer: async (exchange) => {
        const retryAfter = ['Retry-After', String(settings.retryAfterSeconds)] as const;
        const error = storeError(exchange, new Refusal('no-room', {}), settings, [retryAfter]);
        return exchange.refuse(error, true);
      },
    }),
  }),
  changing(
    'act.no-acao',
    'answers what was read without CORS headers, as a CDN does that drops them',
    withoutCors,
    ['GET', 'HEAD'],
  ),
  changing('act.executed', 'does what is asked, and answers without CORS headers', withoutCors),
  fault({
    code: 'act.acao-mismatch',
    title: 'answers for another origin, as a cache does',
    on: 'requests',
    settings: { allowOrigin: 'https://other.example' },
    begin: ({ allowOrigin }) => ({
      answer: async ({ next }) => {
        const answer = await next();
        if (answer === null) return null;
        return withHeaders(answer, [['Access-Control-Allow-Origin', allowOrigin]]);
      },
    }),
  }),
  fault({
    code: 'act.redirect',
    title: 'redirects a request, without CORS headers',
    on: 'requests',
    // No methods: all of them.
    settings: { status: 307, location: 'http://127.0.0.1:9/elsewhere', methods: '' },
    begin: ({ status, location, methods }) => ({
      answer: async ({ head, next }) =>
        methods === '' || methods.split(',').includes(head.method)
          ? { status, headers: [['Location', location]], body: '' }
          : next(),
    }),
  }),
  changing('act.expose', 'exposes no header', (answer) =>
    withoutHeaders(answer, (name) => name === 'access-control-expose-headers'),
  ),
  changing('env.coep', 'lets no page of another origin embed it', (answer) =>
    withHeaders(answer, [['Cross-Origin-Resource-Policy', 'same-origin']]),
  ),
  fault({
    code: 'server.clock',
    title: "the server's clock is wrong: signatures are too old, or from the future",
    on: 'all',
    isOfServer: true,
    settings: { offsetSeconds: 3600 },
    begin: ({ offsetSeconds }) => ({ clockOffsetMs: offsetSeconds * 1000 }),
  }),
];

function changing(
  code: string,
  title: string,
  change: (answer: Answer) => Answer,
  methods?: readonly string[],
): Fault {
  return fault({
    code,
    title,
    on: 'requests',
    settings: {},
    begin: () => ({
      answer: async ({ head, next }) => {
        const answer = await next();
        const isTouched = answer !== null && (methods === undefined || methods.includes(head.method));
        return isTouched ? change(answer) : answer;
      },
    }),
  });
}
