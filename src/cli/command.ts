import type { CorsLoss } from '../cors/convert/cors-loss.js';
import type { Language } from '../explain/language.js';
import type { AnyBucketPreflightError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import type { TextKey } from './en.js';
import type { ExitCode } from './exit-code.js';
import type { OptionName } from './options.js';
import type { Paint } from './paint.js';
import type { Surroundings } from './surroundings.js';

/** What was given on the command line. */
export interface Given {
  readonly texts: Readonly<Partial<Record<OptionName, string>>>;
  readonly lists: Readonly<Partial<Record<OptionName, readonly string[]>>>;
  readonly switches: ReadonlySet<OptionName>;
  /** What stands without an option: files. */
  readonly files: readonly string[];
}

/** All that a command works with. */
export interface Context extends Given {
  readonly around: Surroundings;
  readonly paint: Paint;
  /** A text in the user's language. */
  readonly say: (key: TextKey, facts?: Readonly<Record<string, unknown>>) => string;
  /** The language that diagnoses are told in: the same. */
  readonly language: Language;
  /** An issue in the user's language. */
  readonly sayIssue: (issue: Issue) => string;
  /** What an error says in the user's language, a line each. Empty: no more than its code. */
  readonly sayError: (error: AnyBucketPreflightError) => readonly string[];
  /** What a conversion loses, in the user's language. */
  readonly sayLoss: (loss: CorsLoss) => string;
  /** Prints for people, or, with `--json`, for programs. */
  readonly print: (forPeople: () => string, forPrograms: () => unknown) => void;
}

/** One command. */
export interface Command {
  /** `cors get`. */
  readonly name: string;
  readonly summary: TextKey;
  /** What people may look for here in vain. */
  readonly note?: TextKey;
  /** Its files as the usage shows them: `FILE`, `[FILE]`. Empty: it takes none. */
  readonly files: string;
  readonly options: readonly OptionName[];
  /** The texts of options that mean something of their own here. */
  readonly texts?: Readonly<Partial<Record<OptionName, TextKey>>>;
  /** Those that may be given several times only here. */
  readonly lists?: readonly OptionName[];
  /** Without `npx bucket-preflight`. */
  readonly examples: readonly string[];
  readonly run: (context: Context) => Promise<ExitCode>;
}
