import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import { compileRules, type RuleStore } from '../../rules/compile-rules.js';
import { type AskedRequest, isAllowedByRules } from '../is-allowed-by-rules.js';
import { ANSWER_HEADERS, type AnswerHeaders, answerHeaders } from './answer-headers.js';

/** A request, and whether the rules are to allow it. */
export interface ExpectedRequest extends AskedRequest {
  /** Default `true`. */
  readonly allowed?: boolean;
  /**
   * What headers of the preflight's answer are to say besides, by lower-case name; `null`: the header is to be absent. The order
   * and case of exposed names do not count. Default: nothing is asked of them.
   */
  readonly answers?: Readonly<Record<string, string | null>>;
}

/** Enough to tell that new rules answer; each is one request at a time. */
const MOST = 12;

/**
 * Requests that one configuration allows and the other refuses, or whose preflights are answered with another life or other
 * exposed names, for `verifyCors()` to ask: made of what stands in the rules, each rule's method from each of its origins
 * without headers and with all of its own. Pure.
 *
 * @returns At most twelve. Empty: none was found, as where only the order of a list changes.
 */
export function changedRequests(
  before: CorsConfiguration,
  after: CorsConfiguration,
  store: RuleStore,
): ExpectedRequest[] {
  const asked = new Map<string, AskedRequest>();
  for (const request of [...after.rules, ...before.rules].flatMap(requestsOf))
    asked.set(JSON.stringify(request), request);
  const answers = [before, after].map((configuration) => compileRules(configuration, store));
  const permitted: ExpectedRequest[] = [];
  const worded: ExpectedRequest[] = [];
  for (const request of asked.values()) {
    if (permitted.length === MOST) break;
    const allowed = isAllowedByRules(after.rules, store, request);
    const wasAllowed = isAllowedByRules(before.rules, store, request);
    if (allowed === null || wasAllowed === null) continue;
    if (allowed !== wasAllowed) permitted.push({ ...request, allowed });
    if (!allowed || !wasAllowed || worded.length === MOST) continue;
    const [old, fresh] = answers.map((compiled) =>
      answerHeaders(compiled.evaluate({ kind: 'preflight', ...request })),
    );
    const expected = old === undefined || fresh === undefined ? {} : changedHeaders(old, fresh);
    if (Object.keys(expected).length > 0) worded.push({ ...request, allowed, answers: expected });
  }
  return [...permitted, ...worded].slice(0, MOST);
}

/** Those that are known of both answers, and differ. */
function changedHeaders(old: AnswerHeaders, fresh: AnswerHeaders): Record<string, string | null> {
  const changed = ANSWER_HEADERS.flatMap((name): [string, string | null][] => {
    const [before, after] = [old[name], fresh[name]];
    return before === undefined || after === undefined || before === after ? [] : [[name, after]];
  });
  return Object.fromEntries(changed);
}

function requestsOf(rule: CorsRule): AskedRequest[] {
  const names = (rule.allowedHeaders ?? []).map((name) => concrete(name, 'x-verify').toLowerCase());
  const headers = [...new Set(names)].sort();
  return rule.allowedOrigins.flatMap((pattern) =>
    rule.allowedMethods.flatMap((text) => {
      const origin = pattern === '*' ? 'https://verify.invalid' : concrete(pattern, 'verify');
      const method = text === '*' ? 'PUT' : text;
      return [headers, []].map((list) => ({ origin, method, headers: list }));
    }),
  );
}

function concrete(pattern: string, word: string): string {
  return pattern.replaceAll('*', word);
}
