import { showValue } from '../../model/show-value.js';
import { sayWording } from '../../model/wording.js';
import type { CorsIssue, CorsIssueSeverity } from './cors-issue.js';
import type { Finding, Lint } from './lint.js';
import { readShape } from './shape.js';
import type { WantedCors } from './wanted-cors.js';

/**
 * Runs some lints over whatever was given. Never throws on any strings.
 *
 * @param severityOf - How bad a finding is.
 */
export function runLints<Store>(
  lints: readonly Lint<Store>[],
  given: unknown,
  store: Store,
  wanted: WantedCors,
  severityOf: (finding: Finding) => CorsIssueSeverity,
): CorsIssue[] {
  const { configuration, findings } = readShape(given);
  const all = [...findings, ...lints.flatMap((lint) => [...lint(configuration, store, wanted)])];
  const seen = new Set<string>();
  const shownIssues = all.map(({ value, shown, ...finding }) => {
    const { message } = finding;
    const wording = typeof message === 'string' ? { text: message, values: [] } : message;
    return {
      ...finding,
      message: sayWording(wording),
      wording,
      value: shown ?? showValue(value),
      severity: severityOf({ value, ...finding }),
    };
  });
  const issues = shownIssues.filter(({ code, path, value }) => {
    const key = JSON.stringify([code, path, value]);
    const isNew = !seen.has(key);
    seen.add(key);
    return isNew;
  });
  return inOrder(issues);
}

/** As the configuration is read: the whole first, then rule by rule, field by field. */
function inOrder(issues: readonly CorsIssue[]): CorsIssue[] {
  return issues
    .map((issue) => ({ issue, key: placeOf(issue.path) }))
    .sort((a, b) => compare(a.key, b.key))
    .map(({ issue }) => issue);
}

const FIELDS = [
  '',
  'allowedOrigins',
  'allowedMethods',
  'allowedHeaders',
  'exposeHeaders',
  'id',
  'maxAgeSeconds',
];

function placeOf(path: string): readonly number[] {
  const [, rule = '-1', field = '', index = '-1'] =
    /^rules\[(\d+)\](?:\.(\w+)(?:\[(\d+)\])?)?/.exec(path) ?? [];
  return [Number(rule), FIELDS.indexOf(field), Number(index)];
}

function compare(a: readonly number[], b: readonly number[]): number {
  const place = a.findIndex((number, index) => number !== b[index]);
  return (a[place] ?? 0) - (b[place] ?? 0);
}
