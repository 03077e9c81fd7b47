import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { CorsRule } from '../../model/cors-rule.js';

/** An object and what is answered with it. */
export interface StoredObject {
  readonly bytes: Uint8Array;
  /** Quoted, as it travels. */
  readonly etag: string;
  readonly lastModified: Date;
  /** `Content-Type`, metadata and the like: sent back as they came. */
  readonly headers: readonly HeaderEntry[];
}

/** A bucket. Keys are only names in a map: `..`, NUL and the like reach no file system. */
export interface StoredBucket {
  /** Empty: the bucket has no CORS configuration. */
  rules: readonly CorsRule[];
  readonly objects: Map<string, StoredObject>;
}

/** Every bucket by name. Held in memory; gone when the process ends. */
export type MemoryStore = Map<string, StoredBucket>;

/** A store with empty buckets that have the given rules. */
export function createMemoryStore(buckets: Readonly<Record<string, readonly CorsRule[]>>): MemoryStore {
  return new Map(Object.entries(buckets).map(([name, rules]) => [name, { rules, objects: new Map() }]));
}

/** Whether a name can be a bucket's: 3 to 63 of `a-z 0-9 . -`, a letter or digit at both ends, no two dots in a row. */
export function isBucketName(name: string): boolean {
  return /^[a-z0-9][a-z0-9.-]{1,61}[a-z0-9]$/.test(name) && !name.includes('..');
}
