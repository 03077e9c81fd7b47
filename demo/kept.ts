import type { Diagnosis } from 'bucket-preflight';
import type { CaseName } from './cases/case-names.js';
import type { Made } from './change-bar.js';
import type { FormValues } from './form.js';
import type { Outcome } from './try-request.js';
import type { VerdictContext } from './verdict-context.js';

/** What is on the page apart from its words: all that must still be there in another language. Memory only. */
export interface Kept {
  values: FormValues | null;
  outcome: Outcome | null;
  /** Several, where a recording held several requests. */
  verdicts: readonly KeptVerdict[];
  openCase: CaseName | null;
  /** What was changed from the first of the verdicts. */
  change: MadeChange | null;
}

/** A change that was made, by the name that it has beside its verdict. */
export interface MadeChange extends Made {
  readonly name: string;
}

/** A diagnosis that is shown. */
export interface KeptVerdict {
  readonly diagnosis: Diagnosis;
  readonly context: VerdictContext;
}
