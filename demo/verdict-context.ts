import type { Repair, Store } from 'bucket-preflight';
import type { CaseMend } from './cases/case-row.js';
import type { Made } from './change-bar.js';
import type { Kept } from './kept.js';
import type { CommandTarget } from './put-command.js';
import type { LinkTo } from './share/save-buttons.js';
import type { RulesSource } from './show-rules.js';

/** What a verdict needs to know besides the diagnosis. */
export interface VerdictContext {
  readonly store: Store;
  /** Where commands go. `null`: that is not known, as of a line of the console. */
  readonly target: CommandTarget | null;
  readonly rulesFrom: RulesSource;
  /** Puts a repair on the bucket. `null`: nobody here may. */
  readonly apply: ((repair: Repair) => Promise<Made>) | null;
  /** Holds the change that was made. */
  readonly kept: Pick<Kept, 'change'>;
  /** What puts a prepared case right. `null`: the repairs do, or there is no case. */
  readonly mend: CaseMend | null;
  /** Sends the request once more. `null`: it is none that this page sends. */
  readonly tryAgain: (() => void) | null;
  /** Asks from the page's own server. `null`: there is none, or it has been asked. */
  readonly askServer: (() => void) | null;
  /** Whether the page's own server read the raw answers. */
  readonly isRaw: boolean;
  readonly linkTo: LinkTo;
}
