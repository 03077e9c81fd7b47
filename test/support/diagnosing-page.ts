import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import type { CorsRule, DiagnosedRequest, Diagnosis } from '../../src/index.js';
import { type FileServer, type ServedFile, serveFiles } from './serve-files.js';

/** A page on an origin of its own that has the SDK by script tag. */
export interface DiagnosingPage {
  readonly origin: string;
  /** The page itself, to do more in it. */
  readonly tab: Page;
  /** Diagnoses in the page, in real requests. */
  diagnose(input: DiagnoseInput): Promise<Diagnosis>;
  stop(): Promise<void>;
}

export interface DiagnoseInput {
  readonly storeName: 's3' | 'ceph';
  readonly endpoint: string;
  readonly bucket: string;
  readonly region?: string;
  /** As text: what an STS answered, or JSON. */
  readonly credentials: string;
  readonly request: DiagnosedRequest;
  readonly rules?: readonly CorsRule[];
  readonly useCredentials?: boolean;
  readonly timeoutMs?: number;
}

const SDK: ServedFile = {
  body: readFileSync('dist/bucket-preflight.umd.min.js', 'utf8'),
  contentType: 'text/javascript',
};

/** Opens a page with the SDK. @param headers - Sent with the page, such as a policy. */
export async function openDiagnosingPage(
  browser: Browser,
  headers: Record<string, string> = {},
): Promise<DiagnosingPage> {
  const page: ServedFile = {
    body: '<!doctype html><title>page</title><script src="/sdk.js"></script>',
    contentType: 'text/html',
    headers,
  };
  const server: FileServer = await serveFiles(
    new Map([
      ['/', page],
      ['/sdk.js', SDK],
    ]),
  );
  const context = await browser.newContext();
  const tab: Page = await context.newPage();
  await tab.goto(server.origin);
  return {
    origin: server.origin,
    tab,
    diagnose: (input) => tab.evaluate(diagnoseInTab, input),
    stop: async () => {
      await context.close();
      await server.stop();
    },
  };
}

/** Runs in the page: it sees nothing of this file. */
export async function diagnoseInTab(input: DiagnoseInput): Promise<Diagnosis> {
  const sdk = globalThis.BucketPreflight;
  const bucket = sdk.createBucket({
    store: sdk[input.storeName],
    endpoint: input.endpoint,
    region: input.region ?? 'us-east-1',
    bucket: input.bucket,
    addressing: 'path',
    credentials: () => input.credentials,
  });
  return sdk.diagnose(bucket, input.request, {
    ...(input.rules === undefined ? {} : { rules: input.rules }),
    useCredentials: input.useCredentials ?? false,
    ...(input.timeoutMs === undefined ? {} : { timeoutMs: input.timeoutMs }),
  });
}
