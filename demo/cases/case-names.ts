import type { english } from '../texts/en.js';

/** The name of a case; its title and what it is about stand in the texts. */
export type CaseName = keyof typeof english.cases;

/** Those that no local bucket can show. */
export type RecordedCaseName = 'mixed-content' | 'poisoned-cache';

/** Those that are played on a local bucket. */
export type PreparedCaseName = Exclude<CaseName, RecordedCaseName>;
