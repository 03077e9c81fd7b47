/** Probes, and what else is looked at. */
export const MOST_REQUESTS = 25;

/** Limit for one request, in milliseconds, where none is given. */
export const TIMEOUT_MS = 10_000;

/** How many requests a diagnosis may still send, of every kind. */
export interface RequestBudget {
  left: number;
}

/** Takes so many, if they are left: whoever may need several asks for all of them before the first. */
export function takeFrom(budget: RequestBudget, count: number): boolean {
  if (budget.left < count) return false;
  budget.left -= count;
  return true;
}
