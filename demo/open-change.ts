import type { CorsUndo } from 'bucket-preflight';
import type { FormValues } from './form.js';
import type { DocumentUndo } from './own-server.js';

/** A change of a bucket's rules that was made from this page and not taken back. Nothing in it is secret. */
export interface OpenChange {
  /** The bucket, as the form names it. */
  readonly place: Pick<FormValues, 'store' | 'endpoint' | 'region' | 'bucket' | 'addressing'>;
  /** What takes it back: documents for the page's own server, or a configuration for the page itself. */
  readonly undo: { readonly byServer: DocumentUndo } | { readonly byPage: CorsUndo };
}

const STORED_AS = 'open-change';

/** Keeps it for this tab, also across reloads, in place of the one before. `null`: there is none any more. */
export function keepOpenChange(change: OpenChange | null): void {
  try {
    if (change === null) sessionStorage.removeItem(STORED_AS);
    else sessionStorage.setItem(STORED_AS, JSON.stringify(change));
  } catch {
    // Without storage it lasts as long as the page.
  }
  listener();
}

/** The change that is open. `null`: there is none. */
export function openChange(): OpenChange | null {
  try {
    return JSON.parse(sessionStorage.getItem(STORED_AS) ?? 'null') as OpenChange | null;
  } catch {
    return null;
  }
}

let listener = (): void => {};

/** Tells who listens that the page now shows something else. */
export function tellOpenChange(): void {
  listener();
}

/** Calls this whenever a change is kept or taken back, in place of the listener before, whose page is gone. */
export function onOpenChange(tell: () => void): void {
  listener = tell;
}
