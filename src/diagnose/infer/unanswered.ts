import type { Answer, Cause } from './cause.js';

/** What is left to say when questions stay without an answer. */
export function unanswered(answers: readonly Answer[]): Extract<Cause, { kind: 'unknown' }> {
  if (answers.some((answer) => answer.isRedirected === true)) return { kind: 'unknown', why: 'redirect' };
  const isOverBudget = answers.some((answer) => answer.isOverBudget === true);
  return { kind: 'unknown', why: isOverBudget ? 'budget' : 'no-answer' };
}
