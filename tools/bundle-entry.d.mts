/** What an app's bundler makes of a few lines that import the built package. */
export interface BundledEntry {
  /** What the page loads at once. */
  readonly entry: string;
  /** The files that it may load later. */
  readonly lazyNames: readonly string[];
  /** What is in them, by file name. */
  readonly lazy: () => Promise<ReadonlyMap<string, string>>;
  /** The size of what it loads at once. */
  readonly gzipBytes: number;
  /** The modules of what it loads at once, the heaviest first. */
  readonly modules: () => Promise<readonly WeighedModule[]>;
}

/** One module of a bundle, minified by itself. */
export interface WeighedModule {
  /** Its path below `dist/esm` or `node_modules`. */
  readonly name: string;
  readonly bytes: number;
  readonly code: string;
}

/**
 * @param code - An ES module that imports from `bucket-preflight` or its entries. It must use what it imports.
 * @param dir - Where the other packages are that it imports. Default: this package's own folder.
 */
export function bundleEntry(code: string, dir?: string): Promise<BundledEntry>;
