import type { Issue } from '../issue.js';

/** What is wrong, then each issue in a line of its own. */
export function listIssues(what: string, issues: readonly Issue[]): string {
  if (issues.length === 0) return what;
  return [
    `${what}:`,
    ...issues.map((issue) => `  ${issue.path}: ${issue.message} (seen: ${issue.value})`),
  ].join('\n');
}
