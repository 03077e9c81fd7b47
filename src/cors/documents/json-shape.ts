import type { CorsRule } from '../../model/cors-rule.js';
import type { ReadingNotes } from '../../stores/cors-reading/notes.js';
import type { RuleSpelling } from '../../stores/cors-reading/read-rule.js';
import type { CorsDocumentShape, DocumentWarning } from './cors-document.js';

/** One of the ways in which CORS rules are written as JSON. */
export interface JsonShape {
  readonly name: CorsDocumentShape;
  /** The keys under which rules stand, where they are not the document itself. */
  readonly containers: readonly string[];
  /** What a rule's keys are called. A key with a dot stands for one within another. */
  readonly spelling: RuleSpelling;
  /** The key beside the rules that says whether answers vary, and how it is read. */
  readonly vary?: {
    readonly name: string;
    readonly read: (value: unknown, path: string, notes: ReadingNotes) => boolean | undefined;
  };
  /** Makes of a rule one whose fields `spelling` names, where it is built otherwise. */
  readonly prepare?: (rule: unknown, path: string, notes: DocumentNotes) => unknown;
  /** Makes the rules of the document those of the model, where they are not one for one. */
  readonly finish?: (rules: readonly CorsRule[]) => readonly CorsRule[];
  /** What is to be said of every document of this shape. */
  readonly warning?: Omit<DocumentWarning, 'path'>;
}

/** What is noted of a document that was pasted. */
export interface DocumentNotes extends ReadingNotes {
  readonly warnings: DocumentWarning[];
}
