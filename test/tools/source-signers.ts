import * as sdk from '../../src/index.js';
import { loadGenericCore } from '../../tools/vectors/generic-core.mjs';
import type { CaseSigners } from '../../tools/vectors/run-case.mjs';

/** Signs published vectors by the sources, where `npm run vectors` takes the built package. */
export const sourceSigners: CaseSigners = { sdk, core: await loadGenericCore(importSource) };

function importSource(path: string): Promise<unknown> {
  const source = new URL(`../../src/${path.replace(/\.js$/, '.ts')}`, import.meta.url);
  return import(/* @vite-ignore */ source.href);
}
