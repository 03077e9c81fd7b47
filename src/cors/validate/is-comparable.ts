import type { LintedConfiguration } from './linted-configuration.js';

/** As many rules as are held against one another: the work is their product. No store is known to take more than 100. */
export const MOST_RULES = 500;
/** The same for all values in them. The largest document that Amazon S3 takes has room for about half as many. */
export const MOST_VALUES = 3000;

/** Whether rules and their values are few enough to be held against one another. Where not, `unreachable` says so. */
export function isComparable({ rules }: LintedConfiguration): boolean {
  const counts = rules.flatMap(({ lists }) => Object.values(lists).map(({ length }) => length));
  return rules.length <= MOST_RULES && counts.reduce((sum, count) => sum + count, 0) <= MOST_VALUES;
}
