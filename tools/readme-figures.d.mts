/** What `npm run figures` measured. */
export interface WeighedAll {
  /** By the title of the use. */
  readonly ours: Readonly<Record<string, number>>;
  readonly peers: readonly {
    readonly name: string;
    readonly task: string;
    readonly version: string;
    readonly gzipBytes: number;
  }[];
}

export declare const MARKS: readonly [string, string];
export declare const WORDS: Readonly<Record<'README.md' | 'README.zh-CN.md', object>>;
export declare function printedSizes(text: string): {
  readonly day: string;
  readonly ours: ReadonlyMap<string, number>;
  readonly peers: ReadonlyMap<string, number>;
};
export declare function weighAll(): Promise<WeighedAll>;
export declare function figures(file: string, day: string, weighed: WeighedAll, bench?: unknown): string;
export declare function readBench(): unknown;
