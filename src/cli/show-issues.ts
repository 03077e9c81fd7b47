import type { CorsIssue, CorsIssueSeverity } from '../cors/validate/cors-issue.js';
import type { Context } from './command.js';
import { type Paint, printable } from './paint.js';

const COLOURS: Readonly<Record<CorsIssueSeverity, keyof Paint>> = {
  error: 'red',
  warning: 'yellow',
  hint: 'dim',
};

/** Everything that is said against rules, a line each, and how much it is. */
export function showIssues(issues: readonly CorsIssue[], { say, sayIssue, paint }: Context): string {
  if (issues.length === 0) return `${paint.green(say('issue.none'))}\n`;
  const lines = issues.map((issue) => {
    const { severity, code } = issue;
    const head = paint[COLOURS[severity]](`${say(`issue.${severity}`)} ${code}`);
    return `${head}\n  ${printable(sayIssue(issue))}`;
  });
  const count = (wanted: CorsIssueSeverity) => issues.filter(({ severity }) => severity === wanted).length;
  const facts = { errors: count('error'), warnings: count('warning'), hints: count('hint') };
  return [...lines, say('issue.count', facts), ''].join('\n');
}
