import type { Observation } from './case.js';
import type { KnownDifference } from './known-differences.js';

/** One thing in which two stores differ. */
export interface Difference {
  /** `CASE / NUMBER METHOD AT`. */
  readonly step: string;
  /** `status`, `code`, `body`, or a header. */
  readonly field: string;
  /** `undefined`: it is not there. */
  readonly theirs: string | undefined;
  readonly ours: string | undefined;
}

/** Everything in which they differ. */
export function findDifferences(
  theirs: ReadonlyMap<string, Observation>,
  ours: ReadonlyMap<string, Observation>,
): Difference[] {
  return [...theirs].flatMap(([step, one]) => {
    const other = ours.get(step) ?? {};
    const fields = new Set([...Object.keys(one), ...Object.keys(other)]);
    return [...fields].flatMap((field) =>
      one[field] === other[field] ? [] : [{ step, field, theirs: one[field], ours: other[field] }],
    );
  });
}

/** What of it is not listed, and what is listed though it no longer differs. */
export function judgeDifferences(
  found: readonly Difference[],
  known: readonly KnownDifference[],
): {
  readonly listed: readonly { readonly difference: Difference; readonly reason: string }[];
  readonly unlisted: readonly Difference[];
  /** `STEPS: FIELD`. */
  readonly stale: readonly string[];
} {
  const judged = found.map((difference) => ({
    difference,
    reason: known.find((each) => covers(each, difference.field, difference))?.reason,
  }));
  return {
    listed: judged.flatMap(({ difference, reason }) =>
      reason === undefined ? [] : [{ difference, reason }],
    ),
    unlisted: judged.flatMap(({ difference, reason }) => (reason === undefined ? [difference] : [])),
    stale: known.flatMap((each) =>
      Object.keys(each.fields)
        .filter((field) => !found.some((difference) => covers(each, field, difference)))
        .map((field) => `${each.steps}: ${field}`),
    ),
  };
}

function covers({ steps, fields }: KnownDifference, field: string, difference: Difference): boolean {
  const [theirs, ours] = fields[field] ?? [];
  return (
    difference.field === field &&
    difference.step.startsWith(steps) &&
    theirs === (difference.theirs ?? null) &&
    ours === (difference.ours ?? null)
  );
}
