import { readFileSync } from 'node:fs';
import type { Engine } from '../../support/engines/engine.js';
import { type ServedFile, serveFiles } from '../../support/serve-files.js';

/** A page on an origin of its own that has the SDK as `globalThis.sdk`. */
export interface CorsPage {
  readonly origin: string;
  /** Runs a function in the page, which sees nothing of its file. */
  run<Args extends readonly unknown[], Result>(
    what: (...args: Args) => Promise<Result>,
    ...args: Args
  ): Promise<Result>;
  stop(): Promise<void>;
}

const FILES: readonly (readonly [path: string, file: ServedFile])[] = [
  [
    '/',
    {
      body: '<!doctype html><title>page</title><script type="module">import * as sdk from "/sdk.mjs"; globalThis.sdk = sdk;</script>',
      contentType: 'text/html; charset=utf-8',
    },
  ],
];

/** Opens it, with the bundle as it is built. */
export async function openCorsPage(engine: Engine): Promise<CorsPage> {
  const sdk = {
    body: readFileSync('dist/bucket-preflight.mjs'),
    contentType: 'text/javascript; charset=utf-8',
  };
  const server = await serveFiles(new Map([...FILES, ['/sdk.mjs', sdk]]));
  const page = await engine.open(`${server.origin}/`);
  return {
    origin: server.origin,
    run: (what, ...args) => page.evaluate(what, ...args),
    stop: async () => {
      await page.close();
      await server.stop();
    },
  };
}
