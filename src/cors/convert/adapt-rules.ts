import { CORS_METHODS } from '../../model/cors-methods.js';
import type { CorsRule } from '../../model/cors-rule.js';
import { showValue } from '../../model/show-value.js';
import { worded } from '../../model/wording.js';
import type { RuleStore } from '../../rules/compile-rules.js';
import type { CorsLoss } from './cors-loss.js';
import { said } from './said.js';

/** A rule of the conversion, with its place in the configuration that is converted. */
export interface PlacedRule {
  readonly rule: CorsRule;
  readonly place: number;
}

/**
 * Rules that mean in another store what they meant, as far as the other can say it. What was dead may not come alive there:
 * it is dropped.
 */
export function adaptRules(
  rules: readonly CorsRule[],
  from: RuleStore,
  to: RuleStore,
): { readonly rules: readonly PlacedRule[]; readonly losses: readonly CorsLoss[] } {
  const losses: CorsLoss[] = [];
  const adapted = rules.flatMap((rule, place): PlacedRule[] => {
    const path = `rules[${place}]`;
    const allowedOrigins = adaptOrigins(rule.allowedOrigins, `${path}.allowedOrigins`, from, to, losses);
    const allowedMethods = adaptMethods(rule.allowedMethods, `${path}.allowedMethods`, from, to, losses);
    if (allowedOrigins.length > 0 && allowedMethods.length > 0)
      return [{ place, rule: { ...rule, allowedOrigins, allowedMethods } }];
    const message = worded`Without an origin or without a method it allows nothing, and the store would refuse it.`;
    losses.push(said({ code: 'rule-dropped', path, value: showValue(rule), effect: 'none' }, message));
    return [];
  });
  return { rules: adapted, losses };
}

function adaptOrigins(
  origins: readonly string[],
  path: string,
  from: RuleStore,
  to: RuleStore,
  losses: CorsLoss[],
): readonly string[] {
  const was = from.ruleSemantics.originWildcard;
  const is = to.ruleSemantics.originWildcard;
  if (was === is) return origins;
  return origins.filter((origin, index) => {
    if (origin === '*' || !origin.includes('*')) return true;
    const about = { path: `${path}[${index}]`, value: showValue(origin) };
    if (was === 'within') {
      const message = worded`The store compares it as it stands: list each origin.`;
      losses.push(said({ ...about, code: 'origin-wildcard', effect: 'less' }, message));
      return true;
    }
    const message = worded`It was compared as it stands, so no browser matched it. Here it would match many.`;
    losses.push(said({ ...about, code: 'origin-dropped', effect: 'none' }, message));
    return false;
  });
}

function adaptMethods(
  methods: readonly string[],
  path: string,
  from: RuleStore,
  to: RuleStore,
  losses: CorsLoss[],
): readonly string[] {
  const wasStar = from.ruleSemantics.methodStar;
  const isStar = to.ruleSemantics.methodStar;
  const adapted = methods.flatMap((method, index): readonly string[] => {
    const about = { path: `${path}[${index}]`, value: showValue(method) };
    if (method === '*' && wasStar && !isStar) {
      const message = worded`The store takes no "*" here: it is written as ${CORS_METHODS.join(', ')}.`;
      losses.push(said({ ...about, code: 'method-star-expanded', effect: 'none' }, message));
      return CORS_METHODS;
    }
    // Where every method may be allowed by a star, further ones may be named too.
    const mayStay = method === '*' ? wasStar === isStar : isStar || CORS_METHODS.includes(method);
    if (mayStay) return [method];
    const isDead = method === '*' || method === 'OPTIONS';
    const message = isDead
      ? worded`It allowed nothing: a preflight needs no rule of its own, and "*" is no method where it was.`
      : worded`Rules may name ${CORS_METHODS.join(', ')} there.`;
    losses.push(said({ ...about, code: 'method-dropped', effect: isDead ? 'none' : 'less' }, message));
    return [];
  });
  return [...new Set(adapted)];
}
