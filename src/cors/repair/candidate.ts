import type { CorsRule } from '../../model/cors-rule.js';
import type { Repair } from '../../model/diagnosis.js';
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

/** Values as grants of one field. */
export function grantsOf(field: Grants[number]['field'], values: readonly string[]): Grants {
  return values.map((value) => ({ field, value }));
}

/** All that a request needs, as grants. */
export function grantsFor({ origin, method, headers }: AskedRequest): Grants {
  return [
    ...grantsOf('allowedOrigins', [origin]),
    ...grantsOf('allowedMethods', [method]),
    ...grantsOf('allowedHeaders', headers),
  ];
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
