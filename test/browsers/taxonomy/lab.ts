import {
  createServer,
  type IncomingMessage,
  type RequestListener,
  request as sendRequestTo,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser, BrowserContext, CDPSession, Page } from 'playwright';
import { createBucket } from '../../../src/client/create-bucket.js';
import { deleteBucketCors } from '../../../src/cors/delete-bucket-cors.js';
import { putBucketCors } from '../../../src/cors/put-bucket-cors.js';
import { explainExchanges } from '../../../src/diagnose/raw/explain-exchanges.js';
import {
  type DevToolsEvent,
  readDevToolsEvents,
} from '../../../src/diagnose/raw/readers/read-devtools-events.js';
import type { CorsRule, Diagnosis } from '../../../src/index.js';
import type { LocalBucket } from '../../../src/node/index.js';
import { s3 } from '../../../src/stores/s3.js';
import type { Bucket } from '../../../src/transport/bucket.js';
import { presignUrl } from '../../../src/transport/sign-request.js';
import {
  type DiagnoseInput,
  type DiagnosingPage,
  openDiagnosingPage,
} from '../../support/diagnosing-page.js';
import type { FileServer } from '../../support/serve-files.js';

const EVENTS = [
  'requestWillBeSent',
  'requestWillBeSentExtraInfo',
  'responseReceived',
  'responseReceivedExtraInfo',
  'requestServedFromCache',
  'loadingFinished',
  'loadingFailed',
] as const;

/** What codes are produced with: a store with faults, pages of a real browser, and what its developer tools record. */
export interface Lab {
  readonly browser: Browser;
  readonly local: LocalBucket;
  readonly credentials: string;
  /** A page that any code may use, which is on no side of a policy. */
  readonly page: DiagnosingPage;
  /** Rules under which everything passes from that page. */
  allowing(changes?: Partial<CorsRule>): CorsRule;
  /** Gives the bucket these rules; none takes its configuration away. */
  setRules(...rules: readonly CorsRule[]): Promise<void>;
  /** What `diagnose()` says in the page, of a PUT unless told otherwise. */
  diagnose(changes?: Partial<DiagnoseInput>): Promise<Diagnosis>;
  /** The same in a page with these headers. */
  diagnoseUnder(headers: Record<string, string>, changes?: Partial<DiagnoseInput>): Promise<Diagnosis>;
  /** An address of the object that is signed for a minute. */
  presign(method: string): Promise<string>;
  /** Runs in a fresh page, once for each argument, and diagnoses all that its developer tools recorded of the store. */
  record<Arg>(
    run: (arg: Arg) => unknown,
    args: readonly Arg[],
    options?: RecordOptions,
  ): Promise<Diagnosis[]>;
}

export interface RecordOptions {
  /** Only what begins so. Default: the store. */
  readonly endpoint?: string;
  /** Headers of the page. Default: none. */
  readonly headers?: Record<string, string>;
  /** Called before the page does anything. */
  readonly prepare?: (session: CDPSession) => Promise<unknown>;
  /** Called after each time. */
  readonly between?: () => Promise<unknown>;
}

export const WRITING: DiagnoseInput['request'] = {
  method: 'PUT',
  key: 'a.bin',
  headers: { 'content-type': 'application/octet-stream' },
};

/** Makes one around what runs already. */
export function createLab(
  browser: Browser,
  local: LocalBucket,
  page: DiagnosingPage,
  recorder: FileServer,
  credentials: string,
): Lab {
  const { endpoint, region, rootCredentials } = local;
  const place = { store: s3, endpoint, region, bucket: 'photos', addressing: 'path' } as const;
  const owner: Bucket = createBucket({ ...place, credentials: rootCredentials });
  const input = { storeName: 's3', endpoint, bucket: 'photos', credentials, request: WRITING } as const;
  let presigned = 0;
  return {
    browser,
    local,
    credentials,
    page,
    allowing: (changes) => ({
      allowedOrigins: [page.origin, recorder.origin],
      allowedMethods: ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'],
      allowedHeaders: ['*'],
      ...changes,
    }),
    setRules: async (...rules) => {
      if (rules.length === 0) await deleteBucketCors(owner);
      else await putBucketCors(owner, rules);
    },
    diagnose: (changes) => page.diagnose({ ...input, ...changes }),
    diagnoseUnder: async (headers, changes) => {
      const strict = await openDiagnosingPage(browser, headers);
      try {
        return await strict.diagnose({ ...input, ...changes });
      } finally {
        await strict.stop();
      }
    },
    presign: async (method) => {
      presigned += 1;
      const signed = await presignUrl(owner, { method, key: 'a.bin' }, { expiresInSeconds: 60 + presigned });
      return signed.url;
    },
    record: (run, args, options = {}) => record(browser, recorder, { endpoint, ...options }, run, args),
  };
}

async function record<Arg>(
  browser: Browser,
  recorder: FileServer,
  { endpoint = '', headers, prepare, between }: RecordOptions,
  run: (arg: Arg) => unknown,
  args: readonly Arg[],
): Promise<Diagnosis[]> {
  const context: BrowserContext = await browser.newContext();
  try {
    const tab: Page = await context.newPage();
    const session = await context.newCDPSession(tab);
    const events: DevToolsEvent[] = [];
    for (const name of EVENTS) {
      session.on(`Network.${name}` as 'Network.loadingFailed', (params) =>
        events.push({ method: `Network.${name}`, params }),
      );
    }
    const body = '<!doctype html><title>page</title>';
    recorder.files.set('/', { contentType: 'text/html', body, headers: headers ?? {} });
    await tab.goto(`${recorder.origin}/`);
    await session.send('Network.enable');
    await prepare?.(session);
    for (const arg of args) {
      await tab.evaluate(run as (arg: unknown) => unknown, arg);
      await between?.();
    }
    // Everything that was told before is read when this is answered.
    await session.send('Network.disable');
    const { exchanges } = readDevToolsEvents(events);
    return await explainExchanges(exchanges.filter(({ request }) => request.url.startsWith(endpoint)));
  } finally {
    await context.close();
  }
}

/** Never answers to this path, and to others when it has been asked for it. */
export function answeringOnceAsked(path: string): RequestListener {
  let tell = () => {};
  const asked = new Promise<void>((resolve) => {
    tell = resolve;
  });
  return (request, response) => {
    if (request.url === path) tell();
    else void asked.then(() => response.end());
  };
}

/** Passes all on to a store, as it came, and leaves the CORS headers out of the answers to some. */
export function keepingQuiet(
  endpoint: string,
  isQuiet: (request: IncomingMessage) => boolean,
): RequestListener {
  return (request, response) => {
    const { method, headers } = request;
    const passedOn = sendRequestTo(`${endpoint}${request.url}`, { method, headers }, (answer) => {
      const kept = Object.entries(answer.headers).filter(
        ([name]) => !(isQuiet(request) && name.startsWith('access-control-')),
      );
      response.writeHead(answer.statusCode ?? 502, Object.fromEntries(kept));
      answer.pipe(response);
    });
    request.pipe(passedOn);
  };
}

/** Runs something beside a server of its own. */
export async function withServer<Result>(
  answer: RequestListener,
  run: (endpoint: string) => Promise<Result>,
): Promise<Result> {
  const server = createServer(answer);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  try {
    return await run(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
  } finally {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }
}
