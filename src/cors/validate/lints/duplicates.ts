import type { CorsIssueCode } from '../../../model/cors-issue-code.js';
import type { ListField } from '../cors-fix.js';
import { removal } from '../fixes.js';
import type { Finding } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';

const FIELDS: readonly (readonly [ListField, CorsIssueCode, isCaseless: boolean])[] = [
  ['allowedOrigins', 'cors.origin.duplicate', false],
  ['allowedMethods', 'cors.method.duplicate', false],
  ['allowedHeaders', 'cors.header.duplicate', true],
  ['exposeHeaders', 'cors.expose.duplicate', true],
];

/** Values that a list holds twice. */
export function* duplicates({ rules }: LintedConfiguration): Generator<Finding> {
  for (const rule of rules) {
    for (const [field, code, isCaseless] of FIELDS) {
      const seen = new Set<string>();
      for (const entry of rule.lists[field]) {
        const { path, text } = entry;
        const folded = isCaseless ? text.toLowerCase() : text;
        if (seen.has(folded)) {
          const message = 'stands there twice';
          yield {
            code,
            path,
            value: text,
            message,
            effect: 'useless',
            ...removal(field, { ...entry, rule }),
          };
        }
        seen.add(folded);
      }
    }
  }
}
