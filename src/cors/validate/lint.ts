import type { CorsIssueCode } from '../../model/cors-issue-code.js';
import type { Wording } from '../../model/wording.js';
import type { RuledStore } from '../../stores/store.js';
import type { AskedStore } from '../required/required-requests.js';
import type { CorsFix } from './cors-fix.js';
import type { CorsIssueEffect } from './cors-issue.js';
import type { LintedConfiguration } from './linted-configuration.js';
import type { WantedCors } from './wanted-cors.js';

/** What of a store tells whether it takes a configuration. */
export type TakingStore = Pick<RuledStore, 'ruleSemantics' | 'corsLimits'>;

/** What of a store the lints look at. */
export type LintedStore = Pick<RuledStore, 'ruleSemantics' | 'corsLimits' | 'corsReadableInPage' | 'signer'> &
  Pick<AskedStore, 'corsCodec' | 'withoutCorsApi'>;

/** What one lint finds. */
export interface Finding {
  readonly code: CorsIssueCode;
  readonly path: string;
  /** As it stands there. */
  readonly value: unknown;
  /** As it is to be shown, where that is not the value itself. */
  readonly shown?: string;
  /** A sentence without its subject, which is the path. */
  readonly message: string | Wording;
  readonly effect: CorsIssueEffect;
  readonly limit?: number;
  readonly source?: string;
  readonly fix?: CorsFix;
}

/** Looks at one thing, or a small family of things. Pure; never throws on any strings. */
export type Lint<Store = LintedStore> = (
  configuration: LintedConfiguration,
  store: Store,
  wanted: WantedCors,
) => Iterable<Finding>;
