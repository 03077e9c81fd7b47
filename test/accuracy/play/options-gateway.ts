import {
  type Answer,
  headerOf,
  NoAnswer,
  type RequestHandler,
} from '../../../src/node/local-bucket/exchange.js';
import { withHeaders, withoutCors } from '../../../src/node/local-bucket/faults/change-headers.js';

const STAR = [['Access-Control-Allow-Origin', '*']] as const;
const GATEWAY = [['Server', 'nginx']] as const;
const plain = (status: number, headers: Answer['headers'] = []): Answer => ({
  status,
  headers: [...GATEWAY, ...headers],
  body: '',
});

/** What may stand before a store and answer OPTIONS, which a page without a preflight never sees. `null`: the store answers. */
export const TO_OPTIONS: Readonly<Record<string, () => Answer | null>> = {
  passed: () => null,
  'not allowed': () => plain(405),
  'not allowed, with headers': () => plain(405, STAR),
  'a login': () => plain(401, [['WWW-Authenticate', 'Basic']]),
  'a redirect': () => plain(302, [['Location', 'http://127.0.0.1:9/login']]),
  nothing: () => plain(204),
  'all allowed': () => plain(204, [...STAR, ['Access-Control-Allow-Methods', 'GET, HEAD, POST']]),
  'another method allowed': () => plain(204, [...STAR, ['Access-Control-Allow-Methods', 'PUT']]),
  'another origin allowed': () => plain(200, [['Access-Control-Allow-Origin', 'https://b.example']]),
  blocked: () => plain(403),
  busy: () => plain(503, STAR),
  'no connection': () => {
    throw new NoAnswer('reset');
  },
};

/** And do to the answers that pages see. */
export const TO_ANSWERS: Readonly<Record<string, (answer: Answer) => Answer>> = {
  passed: (answer) => answer,
  'opened to all': (answer) => withHeaders(answer, STAR),
  // As `add_header` of nginx does without `always`.
  'opened, errors not': (answer) => (answer.status < 300 ? withHeaders(answer, STAR) : answer),
  'without CORS headers': withoutCors,
  'open to another origin': (answer) =>
    withHeaders(answer, [['Access-Control-Allow-Origin', 'https://b.example']]),
};

/** A store behind what answers OPTIONS by itself. */
export function behindGateway(store: RequestHandler, toOptions: string, toAnswers: string): RequestHandler {
  return {
    ...store,
    answer: async (head, body) => {
      const isPreflight =
        head.method === 'OPTIONS' && headerOf(head, 'access-control-request-method') !== null;
      const own = isPreflight ? (TO_OPTIONS[toOptions]?.() ?? null) : null;
      if (own !== null) return own;
      const answer = await store.answer(head, body);
      if (isPreflight || answer === null) return answer;
      return TO_ANSWERS[toAnswers]?.(answer) ?? answer;
    },
  };
}
