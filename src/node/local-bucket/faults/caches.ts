import { buffer } from 'node:stream/consumers';
import { type Answer, headerOf } from '../exchange.js';
import { withHeaders, withoutCors, withoutHeaders } from './change-headers.js';
import { type Fault, fault } from './fault.js';

/** The most answers that the cache of a fault keeps, and how large they may be. */
const MAX_KEPT = 100;
const MAX_KEPT_BYTES = 1024 * 1024;

/** A cache between page and store, in the browser or in front of the store. */
export const CACHE_FAULTS: readonly Fault[] = [
  fault({
    code: 'cache.http-poison',
    title: 'lets browsers keep what was read without an origin, and does not say that it varies',
    on: 'requests',
    settings: { maxAgeSeconds: 600 },
    begin: ({ maxAgeSeconds }) => ({
      answer: async ({ head, next }) => {
        const answer = await next();
        if (answer === null || head.method !== 'GET' || answer.status !== 200) return answer;
        const kept = withHeaders(answer, [['Cache-Control', `max-age=${maxAgeSeconds}`]]);
        return withoutHeaders(kept, (name) => name === 'vary');
      },
    }),
  }),
  fault({
    code: 'cache.cdn-poison',
    title: 'a CDN in front keeps the first answer of each URL, CORS headers and all, whoever asks next',
    on: 'requests',
    settings: {},
    begin: () => {
      const kept = new Map<string, Answer>();
      return {
        answer: async ({ head, next }) => {
          if (head.method !== 'GET' || headerOf(head, 'range') !== null) return next();
          const url = `${headerOf(head, 'host') ?? ''}${head.target}`;
          const known = kept.get(url);
          if (known !== undefined) return withHeaders(known, [['X-Cache', 'HIT']]);
          const answer = await next();
          if (answer === null || answer.status !== 200) return answer;
          const held = await hold(answer);
          if (held !== null && kept.size < MAX_KEPT) kept.set(url, held);
          return withHeaders(held ?? answer, [['X-Cache', 'MISS']]);
        },
      };
    },
  }),
  fault({
    code: 'cache.cdn-strips',
    title: 'a CDN in front gives cached answers without CORS headers',
    on: 'requests',
    settings: {},
    begin: () => ({
      answer: async ({ head, next }) => {
        const answer = await next();
        if (answer === null || head.method !== 'GET') return answer;
        const bare = withoutHeaders(withoutCors(answer), (name) => name === 'vary');
        return withHeaders(bare, [['X-Cache', 'HIT']]);
      },
    }),
  }),
];

/** The answer with its body in memory. `null`: it is too large for that. */
async function hold(answer: Answer): Promise<Answer | null> {
  const { body } = answer;
  if (typeof body === 'string' || body instanceof Uint8Array) return answer;
  if (body.length > MAX_KEPT_BYTES) return null;
  try {
    return { ...answer, body: await buffer(body.open()) };
  } finally {
    await body.close();
  }
}
