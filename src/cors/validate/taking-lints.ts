import type { Lint, TakingStore } from './lint.js';
import { exposeSpelling } from './lints/expose-spelling.js';
import { headerSpelling } from './lints/header-spelling.js';
import { headersNone } from './lints/headers-none.js';
import { ids } from './lints/ids.js';
import { maxAgeTaken } from './lints/max-age-taken.js';
import { methods } from './lints/methods.js';
import { originPortStar } from './lints/origin-port-star.js';
import { originSpelling } from './lints/origin-spelling.js';
import { sizes } from './lints/sizes.js';

/** The lints that know what a store refuses: enough for who puts rules, and light. */
export const TAKING_LINTS: readonly Lint<TakingStore>[] = [
  sizes,
  originSpelling,
  originPortStar,
  methods,
  headerSpelling,
  exposeSpelling,
  ids,
  maxAgeTaken,
  headersNone,
];
