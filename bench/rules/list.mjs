/**
 * Who evaluates rules. `start` of a module gives `{ compile }`: `compile(rules)` prepares them, and what it answers takes a
 * preflight and tells whether it is allowed.
 */
export const RULE_CONTESTANTS = ['floor', 'ours', 'naive'].map((name) => ({
  name,
  file: `rules/${name}.mjs`,
  start: 'start',
}));

/** The requests that are timed. */
export const TIMED = ['miss', 'last'];
