import type { Lint } from './lint.js';
import { duplicates } from './lints/duplicates.js';
import { exposeNone } from './lints/expose-none.js';
import { exposeShadowed } from './lints/expose-shadowed.js';
import { exposeUseless } from './lints/expose-useless.js';
import { headersLacking } from './lints/headers-lacking.js';
import { headersUseless } from './lints/headers-useless.js';
import { maxAge } from './lints/max-age.js';
import { originCompany } from './lints/origin-company.js';
import { originReach } from './lints/origin-reach.js';
import { unreachable } from './lints/unreachable.js';
import { varyTaken } from './lints/vary-taken.js';
import { wantedExposed } from './lints/wanted-exposed.js';
import { wantedManagement } from './lints/wanted-management.js';
import { wantedRefused } from './lints/wanted-refused.js';
import { wantedSurroundings } from './lints/wanted-surroundings.js';
import { wantedUnused } from './lints/wanted-unused.js';
import { TAKING_LINTS } from './taking-lints.js';

/** Every lint, in the order in which their findings are told where two stand at one place. A new one is one line here. */
export const LINTS: readonly Lint[] = [
  ...TAKING_LINTS,
  headersLacking,
  originReach,
  originCompany,
  headersUseless,
  exposeUseless,
  exposeNone,
  duplicates,
  maxAge,
  varyTaken,
  unreachable,
  exposeShadowed,
  wantedRefused,
  wantedExposed,
  wantedManagement,
  wantedSurroundings,
  wantedUnused,
];
