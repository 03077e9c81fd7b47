import type { CorsIssueCode } from '../../model/cors-issue-code.js';
import type { CorsLossCode } from '../convert/cors-loss.js';

/** What the sentences of one code are in another language, by their English text. */
export type CodeWords = Readonly<Record<string, string>>;

/**
 * A language that issues of CORS rules are told in, handed in as a value, so that a bundle holds no other one. English is
 * where the issues are found, and needs none.
 */
export interface CorsWords {
  /** What stands between the items of a list. */
  readonly separator: string;
  /** Every sentence, with the same `{0}`, `{1}` … as in English. */
  readonly texts: Readonly<Record<CorsIssueCode, CodeWords>>;
  /** The same of what conversions lose. */
  readonly losses: Readonly<Record<CorsLossCode, CodeWords>>;
  /** The same of options that tell what rules are for. */
  readonly options: CodeWords;
  /** What a value is shown as that is no value: absent, a whole rule. */
  readonly values: Readonly<Record<string, string>>;
}
