import { readFileSync } from 'node:fs';
import type { Engine } from '../../support/engines/engine.js';
import { type ServedFile, serveFiles } from '../../support/serve-files.js';
import { actInPage, type PageActions, type PageBucket, type PageOutcome } from './page-actions.js';

/** A page on an origin of its own that signs and sends requests with the SDK. */
export interface SigningPage {
  readonly origin: string;
  /** Whether the platform lends the page its hashes. It does in a secure context only. */
  readonly hasWebCrypto: boolean;
  /** Does one thing with many inputs, and tells what came of each. */
  act<Action extends keyof PageActions>(
    bucket: PageBucket,
    action: Action,
    inputs: readonly PageActions[Action][0][],
  ): Promise<PageOutcome<PageActions[Action][1]>[]>;
  stop(): Promise<void>;
}

const SCRIPT = 'import * as sdk from "/sdk.mjs"; globalThis.sdk = sdk;';
const FILES = (): [path: string, file: ServedFile][] => [
  [
    '/',
    {
      body: `<!doctype html><title>page</title><script type="module">${SCRIPT}</script>`,
      contentType: 'text/html; charset=utf-8',
    },
  ],
  [
    '/sdk.mjs',
    { body: readFileSync('dist/bucket-preflight.mjs'), contentType: 'text/javascript; charset=utf-8' },
  ],
];

/** Opens such a page. @param host - A name that the browser finds at 127.0.0.1. */
export async function openSigningPage(engine: Engine, host = '127.0.0.1'): Promise<SigningPage> {
  const server = await serveFiles(new Map(FILES()));
  const origin = server.origin.replace('127.0.0.1', host);
  const page = await engine.open(`${origin}/`);
  return {
    origin,
    hasWebCrypto: await page.evaluate(() => globalThis.crypto?.subtle !== undefined),
    act: (bucket, action, inputs) => page.evaluate(actInPage<typeof action>, bucket, action, inputs),
    stop: async () => {
      await page.close();
      await server.stop();
    },
  };
}
