import type { Issue } from '../../model/issue.js';
import { showAnswer } from './show-answer.js';

/** When what was signed ends, as found in an answer. */
export interface AnswerTime {
  /** Absent: it could not be read. */
  readonly expiresAt?: Date;
  readonly issues: readonly Issue[];
}

/** Reads `expiresAt` of an answer: ISO 8601 with a time and a zone, so that it is the same moment everywhere. */
export function readAnswerTime(given: unknown): AnswerTime {
  const isWhole =
    typeof given === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(given);
  const expiresAt = new Date(isWhole ? given : Number.NaN);
  if (!Number.isNaN(expiresAt.getTime())) return { expiresAt, issues: [] };
  const code = given === undefined ? 'missing' : 'invalid';
  const message = 'must be a time in ISO 8601 with a zone, such as 2026-11-21T11:00:00Z';
  return { issues: [{ code, path: 'expiresAt', value: showAnswer(given), message }] };
}
