import type { RuleTrace } from '../../rules/trace-rule.js';
import type { AskedRequest } from '../is-allowed-by-rules.js';
import { type Grants, grantsFor, grantsOf } from './candidate.js';

/** What one rule lacks for a request; without a rule, everything. */
export function missingGrants(trace: RuleTrace | undefined, asked: AskedRequest): Grants {
  if (trace === undefined) return grantsFor(asked);
  return [
    ...(trace.originMatches === true ? [] : grantsOf('allowedOrigins', [asked.origin])),
    ...(trace.methodMatches ? [] : grantsOf('allowedMethods', [asked.method])),
    ...grantsOf('allowedHeaders', lackingHeaders(trace)),
  ];
}

/** The names that a rule is not known to allow. One in doubt is granted by name, which settles it. */
export function lackingHeaders({ refusedHeaders, doubtfulHeaders }: RuleTrace): readonly string[] {
  return [...refusedHeaders, ...doubtfulHeaders.map(({ name }) => name)];
}
