import type { IncomingMessage } from 'node:http';
import { type Answer, failure, json } from './answer.js';
import type { Desk } from './desk.js';
import { hasOwnHost, isOwnRequest } from './is-own-request.js';
import type { DeskBucket } from './options.js';
import { POST_ROUTES } from './post-routes.js';
import { staticFile } from './static-file.js';

/** How long the store may take for one answer. */
const STORE_TIMEOUT_MS = 10_000;

/** Answers one request. `null`: the client went away. */
export async function answerRequest(desk: Desk, request: IncomingMessage): Promise<Answer | null> {
  const url = urlOf(request.url ?? '', desk.origin);
  if (url === null) return failure(400, 'The address cannot be read.');
  if (request.method === 'POST') return answerPost(desk, url, request);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { ...failure(405, 'This method is not used here.'), headers: { Allow: 'GET, HEAD, POST' } };
  }
  // By another name (localhost) the page would have another origin than the one the rules and this server know.
  if (!hasOwnHost(request, desk.origin)) {
    const headers = { Location: desk.origin + url.pathname };
    return { ...failure(307, `The desk is at ${desk.origin}`), headers };
  }
  if (url.pathname === '/config.json') return json(200, { buckets: desk.buckets.map(describe) });
  return staticFile(desk.root, url.pathname);
}

async function answerPost(desk: Desk, url: URL, request: IncomingMessage): Promise<Answer | null> {
  const route = POST_ROUTES.get(url.pathname);
  if (route === undefined) return failure(404, 'Nothing here takes a POST.');
  if (!isOwnRequest(request, desk.origin)) {
    return failure(403, `Only the page at ${desk.origin} may ask for this.`);
  }
  const options = desk.buckets.find(({ storeName }) => storeName === url.searchParams.get('store'));
  if (options === undefined) return failure(404, 'The desk has no bucket of that store.');
  const signal = AbortSignal.any([desk.signal, AbortSignal.timeout(STORE_TIMEOUT_MS)]);
  return route({ options, bucket: desk.open(options), origin: desk.origin, request, signal });
}

/** What the page fills its form with. No secret is in it. */
function describe(served: DeskBucket): object {
  const { storeName, endpoint, region, bucket, key, signing, faults, exampleRules } = served;
  return {
    store: storeName,
    endpoint,
    region,
    bucket,
    key,
    addressing: 'path',
    signing: 'signerUrl' in signing ? 'signer' : 'sts',
    canReset: exampleRules !== undefined,
    canFault: faults !== undefined,
  };
}

function urlOf(target: string, origin: string): URL | null {
  // Concatenated, not resolved: "//host/" as a target would name another host.
  return target.startsWith('/') && URL.canParse(origin + target) ? new URL(origin + target) : null;
}
