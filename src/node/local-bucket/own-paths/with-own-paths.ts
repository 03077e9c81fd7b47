import {
  type Answer,
  ClientGone,
  headerOf,
  type IncomingBody,
  type RequestHandler,
  type RequestHead,
} from '../exchange.js';
import { bucketInHost } from '../target.js';
import { type AdmittedOrigins, admit } from './admission.js';
import { jsonAnswer, type OwnRoute } from './own-request.js';

/** What the local bucket's own paths begin with: no name of a bucket may hold a `_`. */
export const OWN_PATH = '/_local/';

/** What is answered under it, by the rest of the path. */
export type OwnRoutes = ReadonlyMap<string, { readonly route: OwnRoute; readonly origins: AdmittedOrigins }>;

const MAX_BODY_BYTES = 64 * 1024;

/**
 * A handler of a store that answers the local bucket's own paths itself. Without routes: the handler as it is. Where the host
 * names a bucket, every path is a key of it.
 *
 * @param labels - What the store's own name may be within a host: `s3`.
 */
export function withOwnPaths(
  handler: RequestHandler,
  routes: OwnRoutes,
  labels: readonly string[],
): RequestHandler {
  if (routes.size === 0) return handler;
  return {
    answerUnreadable: handler.answerUnreadable,
    answer: (head, body) =>
      head.target.startsWith(OWN_PATH) && !namesBucket(head, labels)
        ? answerOwn(routes, head, body)
        : handler.answer(head, body),
  };
}

function namesBucket(head: RequestHead, labels: readonly string[]): boolean {
  const longestFirst = [...labels].sort((a, b) => b.length - a.length);
  return bucketInHost(headerOf(head, 'host') ?? '', longestFirst) !== null;
}

async function answerOwn(routes: OwnRoutes, head: RequestHead, body: IncomingBody): Promise<Answer | null> {
  const [path = ''] = head.target.split('?');
  const found = routes.get(path.slice(OWN_PATH.length).replace(/\/$/, ''));
  if (found === undefined) {
    const known = [...routes.keys()].map((name) => OWN_PATH + name);
    return jsonAnswer(404, { error: `There is no ${path}; there is ${known.join(', ')}.` });
  }
  const admission = admit(head, found.origins);
  if (!admission.isAdmitted) return jsonAnswer(403, { error: admission.why });
  if (head.method === 'OPTIONS') return { status: 204, headers: admission.cors, body: '' };
  try {
    const held = await holdBody(body);
    const answer =
      held === null
        ? jsonAnswer(413, { error: `The body is longer than ${MAX_BODY_BYTES} bytes.` })
        : await found.route({ head, path, body: held });
    const noStore = ['Cache-Control', 'no-store'] as const;
    return { ...answer, headers: [...answer.headers, noStore, ...admission.cors] };
  } catch (error) {
    if (error instanceof ClientGone) return null;
    throw error;
  }
}

/** `null`: it is too long. */
async function holdBody(body: IncomingBody): Promise<Uint8Array | null> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body) {
    length += chunk.byteLength;
    if (length <= MAX_BODY_BYTES) chunks.push(chunk);
  }
  return length > MAX_BODY_BYTES ? null : Buffer.concat(chunks);
}
