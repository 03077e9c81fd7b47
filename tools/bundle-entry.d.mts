/** What an app's bundler makes of a few lines that import the built package. */
export interface BundledEntry {
  /** What the page loads at once. */
  readonly entry: string;
  /** What it may load later, by file name. */
  readonly lazy: ReadonlyMap<string, string>;
  readonly gzipBytes: number;
}

export function bundleEntry(code: string): Promise<BundledEntry>;
