import { isToken } from '../../../fetch-standard/is-token.js';
import type { CorsRule } from '../../../model/cors-rule.js';
import { worded } from '../../../model/wording.js';
import { evaluateRules } from '../../../rules/evaluate-rules.js';
import { responseHeaders } from '../../../rules/one-header-list.js';
import type { RuleTrace } from '../../../rules/trace-rule.js';
import { isAllowedByRules } from '../../is-allowed-by-rules.js';
import { addition } from '../fixes.js';
import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';
import { NEAR_WORDS, openWords, requestWords } from '../request-words.js';
import type { WantedCors } from '../wanted-cors.js';
import { type WantedRequest, wantedRequests } from '../wanted-requests.js';

/** Wanted requests that do not pass, each with what it lacks. */
export function* wantedRefused(
  { corsRules, rules }: LintedConfiguration,
  store: LintedStore,
  wanted: WantedCors,
): Generator<Finding> {
  if (corsRules === null || corsRules.length === 0) return;
  for (const request of wantedRequests(store, wanted)) {
    const allowed = isAllowedByRules(corsRules, store, request);
    if (allowed === true) continue;
    const { trace, doubts, decidingRule } = evaluateRules(corsRules, store, {
      kind: 'preflight',
      ...request,
    });
    if (allowed === null) {
      // A name that is none spoils the list it is answered in; it has an issue of its own.
      if (doubts.length === 0 && decidingRule !== null && hasOddName(corsRules[decidingRule])) continue;
      const message = worded`may not pass, as it is not known of the store: ${openWords(doubts)}. The request: ${requestWords(request)}`;
      const value = doubts.includes('origin-case') ? request.origin : request.method;
      yield { code: 'cors.wanted.unsure', path: 'rules', value, message, effect: 'lacking' };
      continue;
    }
    const isNamed = (index: number) =>
      rules[index]?.lists.allowedOrigins.some(({ text }) => text === request.origin) === true;
    yield* whatLacks(trace, request, isNamed);
  }
}

function* whatLacks(
  trace: readonly RuleTrace[],
  request: WantedRequest,
  isNamed: (index: number) => boolean,
): Generator<Finding> {
  const { origin, method } = request;
  const effect = 'lacking' as const;
  const forOrigin = trace.filter(({ originMatches }) => originMatches === true);
  const [first] = forOrigin;
  if (first === undefined) {
    const near = trace.flatMap(({ originNearMisses }) => originNearMisses);
    const words = near.map(({ pattern, kind }) => worded`"${pattern}" misses it by: ${NEAR_WORDS[kind]}`);
    const message = near.length === 0 ? 'is in no rule' : worded`is in no rule; ${words}`;
    yield { code: 'cors.wanted.origin', path: 'rules', value: origin, message, effect };
    return;
  }
  const whole = forOrigin.find(({ matches }) => matches === true);
  if (whole !== undefined) {
    const isHidden = whole.index !== first.index;
    const message = isHidden
      ? worded`would let the request pass, but rules[${first.index}] hides it: ${requestWords(request)}`
      : worded`matches, and the browser refuses its answer: ${requestWords(request)}`;
    const code = isHidden ? 'cors.wanted.hidden' : 'cors.wanted.unsure';
    yield { code, path: `rules[${whole.index}]`, value: undefined, shown: 'a rule', message, effect };
    return;
  }
  const withMethod = forOrigin.filter(({ methodMatches }) => methodMatches);
  if (withMethod.length === 0) {
    const message = worded`is not allowed to ${origin} by any rule that names it`;
    const fix = addition('allowedMethods', first.index, [method], isNamed(first.index));
    yield {
      code: 'cors.wanted.method',
      path: `rules[${first.index}].allowedMethods`,
      value: method,
      message,
      effect,
      ...fix,
    };
    return;
  }
  const [best] = [...withMethod].sort((a, b) => a.refusedHeaders.length - b.refusedHeaders.length);
  if (best === undefined) return;
  for (const name of best.refusedHeaders) {
    const elsewhere = forOrigin.find(({ allowedHeaders }) => allowedHeaders.some((one) => one.name === name));
    const path = `rules[${best.index}].allowedHeaders`;
    const fix = addition('allowedHeaders', best.index, [name], isNamed(best.index));
    yield elsewhere === undefined
      ? {
          code: 'cors.wanted.header',
          path,
          value: name,
          message: worded`is not allowed with ${method} to ${origin}`,
          effect,
          ...fix,
        }
      : {
          code: 'cors.wanted.split',
          path,
          value: name,
          message: worded`is allowed in rules[${elsewhere.index}], ${method} in rules[${best.index}]: one rule must allow both`,
          effect,
          ...fix,
        };
  }
}

function hasOddName(rule: CorsRule | undefined): boolean {
  return rule !== undefined && responseHeaders(rule).some((name) => !isToken(name));
}
