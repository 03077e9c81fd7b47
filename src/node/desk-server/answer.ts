import type { Issue } from '../../model/issue.js';

/** An answer before it is sent. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly body: string | Uint8Array;
  /** Further headers. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
}

/** A value as JSON. */
export function json(status: number, value: unknown): Answer {
  return { status, contentType: 'application/json; charset=utf-8', body: `${JSON.stringify(value)}\n` };
}

/** What the page reads when something failed: one sentence, and every problem with what it sent. */
export function failure(status: number, error: string, issues: readonly Issue[] = []): Answer {
  return json(status, { error, issues });
}
