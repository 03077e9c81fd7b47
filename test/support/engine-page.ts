import { readFileSync } from 'node:fs';
import type { Diagnosis } from '../../src/index.js';
import { type DiagnoseInput, diagnoseInTab } from './diagnosing-page.js';
import type { Engine, EnginePage } from './engines/engine.js';
import { type ServedFile, serveFiles } from './serve-files.js';

/** A page of any engine, on an origin of its own, that has the SDK by script tag. */
export interface SdkPage {
  readonly origin: string;
  /** The page itself, to do more in it. */
  readonly tab: EnginePage;
  /** Diagnoses in the page, in real requests. */
  diagnose(input: DiagnoseInput): Promise<Diagnosis>;
  stop(): Promise<void>;
}

/**
 * @param options.headers - Sent with the page, such as a policy.
 * @param options.files - What else its server has, by path.
 * @param options.host - The address of this machine that serves it. Default `127.0.0.1`, which is a secure context.
 */
export async function openSdkPage(
  engine: Engine,
  options: {
    readonly headers?: Readonly<Record<string, string>>;
    readonly host?: string;
    readonly files?: readonly (readonly [path: string, file: ServedFile])[];
  } = {},
): Promise<SdkPage> {
  const page: ServedFile = {
    body: '<!doctype html><title>page</title><script src="/sdk.js"></script>',
    contentType: 'text/html',
    headers: options.headers ?? {},
  };
  const sdk: ServedFile = {
    body: readFileSync('dist/bucket-preflight.umd.min.js', 'utf8'),
    contentType: 'text/javascript',
  };
  const server = await serveFiles(
    new Map([['/', page], ['/sdk.js', sdk], ...(options.files ?? [])]),
    options.host,
  );
  const tab = await engine.open(`${server.origin}/`);
  return {
    origin: server.origin,
    tab,
    diagnose: (input) => tab.evaluate(diagnoseInTab, input),
    stop: async () => {
      await tab.close();
      await server.stop();
    },
  };
}
