import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { DiagnosedRequest } from '../../model/diagnosed-request.js';
import type { Evidence, SentRequest } from '../../model/diagnosis.js';
import type { Bucket } from '../../transport/bucket.js';
import type { Cause } from '../infer/cause.js';
import type { RuleJudgement } from '../judge-by-rules.js';
import type { Page } from '../page.js';
import type { RequestBudget } from '../request-budget.js';

/** That the request passes, as the probes show. */
export type Passing = Extract<Cause, { kind: 'passes' }>;

/** All that is known when the probes show that the request passes, or show too little to tell. */
export interface PassingFindings {
  readonly page: Page;
  readonly bucket: Bucket;
  /** Without the headers that the browser drops. */
  readonly request: DiagnosedRequest;
  readonly sent: SentRequest;
  /** What a probe sends for each header name that a preflight asks for. */
  readonly standIns: ReadonlyMap<string, HeaderEntry>;
  readonly evidence: readonly Evidence[];
  readonly byRules: RuleJudgement | null;
  readonly useCredentials: boolean;
  /** What may still be sent. */
  readonly budget: RequestBudget;
  /** Ends the waiting. */
  readonly until: { readonly signal?: AbortSignal };
  readonly note: (evidence: Evidence) => void;
}
