/** What an entry is used for. */
export interface EntryUse {
  readonly title: string;
  /** A module that does no more than import what the use needs. */
  readonly code: string;
  /** The most that it should cost, after gzip. Absent: nobody asked for one. */
  readonly askedBytes?: number;
  /** What it costs now, a little rounded up, where that is more than was asked: it must not grow. Lower it when it shrinks. */
  readonly ratchetBytes?: number;
  /** Keys of `MARKS`: what must not come along. */
  readonly without: readonly string[];
}

/** What a script of `dist/` weighs, as `EntryUse` says it of an import. */
export type ScriptSize = Pick<EntryUse, 'askedBytes' | 'ratchetBytes'> & { readonly file: string };

export const SCRIPT_SIZES: readonly ScriptSize[];

export const ENTRY_USES: readonly EntryUse[];

/** Words that only one thing holds, by what it is. */
export const MARKS: Readonly<Record<string, string>>;
