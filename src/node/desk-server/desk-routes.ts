import type { IncomingMessage } from 'node:http';
import type { Bucket } from '../../transport/bucket.js';
import { readBody } from '../read-body.js';
import { type Answer, failure, json } from './answer.js';
import { assumeRole } from './assume-role.js';
import { hasOwnHost, isOwnRequest } from './is-own-request.js';
import type { DeskServerOptions } from './options.js';
import { putRules } from './put-rules.js';
import { readRules } from './read-rules.js';
import { readRulesDocument } from './read-rules-document.js';
import { staticFile } from './static-file.js';

/** What every route needs. */
export interface Desk {
  readonly options: DeskServerOptions;
  readonly bucket: Bucket;
  /** The desk's own origin. */
  readonly origin: string;
  /** Ends what is under way towards the store. */
  readonly signal: AbortSignal;
}

/** How long the store may take for one answer. */
const STORE_TIMEOUT_MS = 10_000;

/** Answers one request. `null`: the client went away. */
export async function answerRequest(desk: Desk, request: IncomingMessage): Promise<Answer | null> {
  const path = pathOf(request.url ?? '', desk.origin);
  if (path === null) return failure(400, 'The address cannot be read.');
  if (request.method === 'POST') return answerPost(desk, path, request);
  if (request.method !== 'GET' && request.method !== 'HEAD') {
    return { ...failure(405, 'This method is not used here.'), headers: { Allow: 'GET, HEAD, POST' } };
  }
  // By another name (localhost) the page would have another origin than the one the rules and this server know.
  if (!hasOwnHost(request, desk.origin)) {
    const headers = { Location: desk.origin + path };
    return { ...failure(307, `The desk is at ${desk.origin}`), headers };
  }
  if (path === '/config.json') return json(200, config(desk));
  return staticFile(desk.options.root, path);
}

async function answerPost(desk: Desk, path: string, request: IncomingMessage): Promise<Answer | null> {
  const route = POST_ROUTES.get(path);
  if (route === undefined) return failure(404, 'Nothing here takes a POST.');
  if (!isOwnRequest(request, desk.origin)) {
    return failure(403, `Only the page at ${desk.origin} may ask for this.`);
  }
  const signal = AbortSignal.any([desk.signal, AbortSignal.timeout(STORE_TIMEOUT_MS)]);
  return route(desk, request, signal);
}

type PostRoute = (desk: Desk, request: IncomingMessage, signal: AbortSignal) => Promise<Answer | null>;

const getCredentials: PostRoute = async ({ bucket, options }, request, signal) => {
  if ((await readBody(request, 0)) === 'aborted') return null;
  const { roleArn, adminCredentials } = options;
  return assumeRole(bucket, { roleArn, adminCredentials, signal });
};

const giveRules: PostRoute = async ({ bucket }, request, signal) =>
  (await readBody(request, 0)) === 'aborted' ? null : readRules(bucket, signal);

const applyRules: PostRoute = async ({ bucket }, request, signal) => {
  const read = await readRulesDocument(request, bucket.store);
  if (read === 'aborted') return null;
  return 'refused' in read ? read.refused : putRules(bucket, read.configuration, signal);
};

const resetRules: PostRoute = async ({ bucket, options, origin }, request, signal) => {
  if ((await readBody(request, 0)) === 'aborted') return null;
  const { exampleRules } = options;
  if (exampleRules === undefined) return failure(404, 'The desk was started without example rules.');
  const rules = typeof exampleRules === 'function' ? exampleRules(origin) : exampleRules;
  return putRules(bucket, { rules }, signal);
};

const POST_ROUTES: ReadonlyMap<string, PostRoute> = new Map([
  ['/sts', getCredentials],
  ['/rules', giveRules],
  ['/apply', applyRules],
  ['/reset', resetRules],
]);

/** What the page fills its form with. No secret is in it. */
function config({ options }: Desk): object {
  const { storeName, endpoint, region, bucket, key } = options.bucket;
  return {
    store: storeName,
    endpoint,
    region,
    bucket,
    key,
    addressing: 'path',
    sts: true,
    canApply: true,
    canReset: options.exampleRules !== undefined,
  };
}

function pathOf(target: string, origin: string): string | null {
  // Concatenated, not resolved: "//host/" as a target would name another host.
  return target.startsWith('/') && URL.canParse(origin + target) ? new URL(origin + target).pathname : null;
}
