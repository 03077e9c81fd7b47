import { readFileSync } from 'node:fs';
import type { EngineName, EnginePage } from '../../support/engines/engine.js';
import { launchEngine } from '../../support/engines/launch-engine.js';
import { serveFiles } from '../../support/serve-files.js';

/** A page on an origin of its own that has the built SDK by script tag. */
export interface SdkPage {
  readonly origin: string;
  readonly evaluate: EnginePage['evaluate'];
  close(): Promise<void>;
}

/** @throws Error when the engine does not start: see `ENGINES`. */
export async function openSdkPage(engine: EngineName): Promise<SdkPage> {
  const sdk = readFileSync('dist/bucket-preflight.umd.min.js', 'utf8');
  const browser = await launchEngine(engine);
  const server = await serveFiles(
    new Map([
      [
        '/',
        {
          body: '<!doctype html><title>page</title><script src="/sdk.js"></script>',
          contentType: 'text/html',
        },
      ],
      ['/sdk.js', { body: sdk, contentType: 'text/javascript' }],
    ]),
  );
  const close = async (): Promise<void> => {
    await browser.close();
    await server.stop();
  };
  try {
    const page = await browser.open(`${server.origin}/`);
    return { origin: server.origin, evaluate: page.evaluate, close };
  } catch (error) {
    await close();
    throw error;
  }
}
