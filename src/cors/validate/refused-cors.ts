import type { CorsIssue } from './cors-issue.js';
import type { TakingStore } from './lint.js';
import { runLints } from './run-lints.js';
import { TAKING_LINTS } from './taking-lints.js';

/**
 * Everything in a configuration that the store is known to refuse: a part of what `validateCors()` finds, for who puts
 * rules. Pure; never throws.
 */
export function refusedCors(configuration: unknown, store: TakingStore): CorsIssue[] {
  return runLints(TAKING_LINTS, configuration, store, {}, () => 'error').filter(
    ({ effect }) => effect === 'refused',
  );
}

/** The same with what the store takes though no browser's request can match it. */
export function unusableCors(configuration: unknown, store: TakingStore): CorsIssue[] {
  return runLints(TAKING_LINTS, configuration, store, {}, () => 'error').filter(
    ({ effect }) => effect === 'refused' || effect === 'never-matches',
  );
}
