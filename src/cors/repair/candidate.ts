import type { CorsRule } from '../../model/cors-rule.js';
import type { Repair } from '../../model/diagnosis.js';
import type { RuleTrace } from '../../rules/trace-rule.js';
import type { AskedRequest } from '../is-allowed-by-rules.js';

export type Grants = Repair['grants'];

/** A changed configuration that has not been judged yet. */
export interface Candidate {
  readonly kind: Repair['kind'];
  readonly rules: readonly CorsRule[];
  readonly changedRule: number;
  readonly added: boolean;
  readonly grants: Grants;
}

/** What one rule lacks for a request; without a rule, everything. */
export function missingGrants(trace: RuleTrace | undefined, asked: AskedRequest): Grants {
  return [
    ...(trace?.originMatches === true ? [] : grantsOf('allowedOrigins', [asked.origin])),
    ...(trace?.methodMatches === true ? [] : grantsOf('allowedMethods', [asked.method])),
    ...grantsOf('allowedHeaders', trace === undefined ? asked.headers : lackingHeaders(trace)),
  ];
}

/** The names that a rule is not known to allow. One in doubt is granted by name, which settles it. */
export function lackingHeaders({ refusedHeaders, doubtfulHeaders }: RuleTrace): readonly string[] {
  return [...refusedHeaders, ...doubtfulHeaders.map(({ name }) => name)];
}

/** Values as grants of one field. */
export function grantsOf(field: Grants[number]['field'], values: readonly string[]): Grants {
  return values.map((value) => ({ field, value }));
}

/** Exactly this origin, method and header names; what the origin may read and for how long as the rule it had says. */
export function exactRule(asked: AskedRequest, model: CorsRule | undefined): CorsRule {
  return {
    allowedOrigins: [asked.origin],
    allowedMethods: [asked.method],
    ...(asked.headers.length === 0 ? {} : { allowedHeaders: asked.headers }),
    ...(model?.exposeHeaders === undefined ? {} : { exposeHeaders: model.exposeHeaders }),
    ...(model?.maxAgeSeconds === undefined ? {} : { maxAgeSeconds: model.maxAgeSeconds }),
  };
}
