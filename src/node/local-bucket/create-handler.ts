import type { HeaderEntry } from '../../model/cors-exchange.js';
import { type Access, PLAIN_BODY } from './authentication.js';
import { type CorsHeaders, createCorsHeaders } from './cors-headers.js';
import type { AnswerIds } from './dialect.js';
import {
  type Answer,
  BodyTooSlow,
  ClientGone,
  type IncomingBody,
  NoAnswer,
  type RequestHead,
} from './exchange.js';
import { readDocument } from './operations/receive-body.js';
import { runOperation } from './operations/run-operation.js';
import { Refusal } from './refusal.js';
import { s3WrongRegion } from './s3/wrong-region.js';
import type { Service } from './service.js';
import { ServiceError } from './service-error.js';
import type { StoreHandler } from './store-handler.js';
import { type ParsedRequest, parseTarget } from './target.js';

/** The longest form of an STS: it must be held before anyone knows who sent it. */
const MAX_FORM_BYTES = 64 * 1024;

/** Answers requests to one store. */
export function createHandler(service: Service): StoreHandler {
  const { dialect, randomBytes } = service;
  const labels = [...dialect.hostLabels(service.region)].sort((a, b) => b.length - a.length);
  const cors = createCorsHeaders(service);
  const parse = (head: RequestHead): ParsedRequest => ({ ...head, at: parseTarget(head, labels) });
  // A target that cannot be read is as good as none to who does not look at it.
  const parseAny = (head: RequestHead): ParsedRequest => {
    try {
      return parse(head);
    } catch {
      return parse({ ...head, target: '/' });
    }
  };
  const fail = (thrown: unknown, ids: AnswerIds, request: RequestHead | null): Answer => {
    const error = wordsFor(thrown, service);
    const context = { ids, request, now: service.now() };
    const answer = dialect.errors.write(error, context);
    return withHeaders(answer, [...error.headers, ...dialect.errors.idHeaders(ids)]);
  };
  return {
    answer: async (head, body) => {
      const ids = dialect.errors.createIds(randomBytes);
      const headers: { cors: readonly HeaderEntry[] } = { cors: [] };
      try {
        const request = parse(head);
        const answer = await answerParsed(service, cors, request, body, headers);
        return withHeaders(answer, [...headers.cors, ...dialect.errors.idHeaders(ids)]);
      } catch (error) {
        if (error instanceof NoAnswer) throw error;
        return error instanceof ClientGone ? null : withHeaders(fail(error, ids, head), headers.cors);
      }
    },
    answerUnreadable: (what) => fail(new Refusal(what, {}), dialect.errors.createIds(randomBytes), null),
    refuse: (head, error, hasCors) => {
      const answer = fail(error, dialect.errors.createIds(randomBytes), head);
      return hasCors ? withHeaders(answer, cors.headersOf(parseAny(head))) : answer;
    },
    word: dialect.errors.word,
    isPresigned: (head) => parseAny(head).at.query.some(([name]) => dialect.signatureInQuery.includes(name)),
    wrongRegion: (head, region) => (dialect.wrongRegion ?? s3WrongRegion)(parseAny(head), region),
  };
}

/** @param headers - Gets the CORS headers, those of an error too, as far as the request has come. */
async function answerParsed(
  service: Service,
  cors: CorsHeaders,
  request: ParsedRequest,
  body: IncomingBody,
  headers: { cors: readonly HeaderEntry[] },
): Promise<Answer> {
  if (request.method === 'OPTIONS') {
    service.dialect.authentication.checkPreflight?.(request, accessOf(service));
    return cors.answerPreflight(request);
  }
  // By the rules as they are when the request comes: a page that deletes them may still read that it did.
  const matched = cors.headersOf(request);
  headers.cors = service.corsHeadersOnAuthErrors ? matched : [];
  const onAuthenticated = (): void => {
    headers.cors = matched;
  };
  const unsigned = { service, request, body, plan: PLAIN_BODY, caller: null, onAuthenticated };
  const operation = service.dialect.readOperation(request);
  if (operation.name === 'PostForm') return runOperation(unsigned, operation);
  // The signature of an STS request is over its body too.
  const held = operation.name === 'AssumeRole' ? await readDocument(unsigned, MAX_FORM_BYTES) : null;
  const signed = service.dialect.authentication.authenticate(request, operation, accessOf(service), held);
  onAuthenticated();
  if (signed === null) throw new Refusal('access-denied', {});
  const { caller } = signed;
  if (caller.session?.permits?.(operation) === false) {
    throw new Refusal('not-permitted', { operation: operation.name });
  }
  const bodyLeft = held === null ? body : replay(held);
  return runOperation({ ...unsigned, body: bodyLeft, plan: signed.body, caller }, operation);
}

function accessOf({ keys, region, now }: Service): Access {
  return { keys, region, now: now() };
}

async function* replay(body: Uint8Array): AsyncGenerator<Uint8Array> {
  yield body;
}

/** What is no refusal becomes an internal error, which says nothing of itself. */
function wordsFor(thrown: unknown, { dialect, onError }: Service): ServiceError {
  if (thrown instanceof ServiceError) return thrown;
  if (thrown instanceof Refusal) return dialect.errors.word(thrown);
  if (thrown instanceof BodyTooSlow) return dialect.errors.word(new Refusal('too-slow', {}));
  onError(thrown);
  return dialect.errors.word(new Refusal('internal-error', {}));
}

function withHeaders(answer: Answer, headers: readonly HeaderEntry[]): Answer {
  return headers.length === 0 ? answer : { ...answer, headers: [...answer.headers, ...headers] };
}
