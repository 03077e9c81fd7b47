import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import { REQUEST_IDS, TAG } from '../generate/exposed.js';
import { decidingRule, readingOf } from './accepts.js';
import type { Situation } from './truth.js';

/** What is known of the notes that may stand beside a verdict. Header names in lower case. */
export interface NoteTruth {
  /** Those that the page can read of the answer to its own request. */
  readonly readable: readonly string[];
  /** Those that it cannot, of which any answer tells. */
  readonly due: readonly string[];
  /** Those that it cannot, of which only the rules tell. */
  readonly dueByRules: readonly string[];
  /** Those of which the page cannot know: of these nothing that is said is wrong, nor is silence. */
  readonly open: readonly string[];
  /** What a terminal would note of this case. No page sees it, so that it is not missed. */
  readonly others: readonly DiagnosisCode[];
}

/** What a page can and cannot read of the answer: by the rule that answers the request itself, whose names no browser tells. */
export function notesTruth({ of, origin }: Situation): NoteTruth {
  const { method } = of.request;
  const id = REQUEST_IDS[of.store];
  const rule = decidingRule(of.rules, readingOf(of.store), origin, method, []);
  const isStripped = of.fault?.code === 'act.expose';
  const wanted = method === 'PUT' ? [TAG, id] : [id];
  const readable = isStripped ? [] : wanted.filter((name) => isExposed(rule, name));
  const isHiddenByRule = method === 'PUT' && !isExposed(rule, TAG);
  return {
    readable,
    due: [id].filter((name) => !readable.includes(name)),
    // No probe is answered by a tag. What is stripped on the way, no rules tell.
    dueByRules: isHiddenByRule ? [TAG] : [],
    open: isTagOpen(of, origin) ? [TAG] : [],
    others: of.fault === null ? [] : [of.fault.code as DiagnosisCode],
  };
}

/** Rules that are old tell nothing of today's; how QingStor picks one of several, its pages leave open. */
function isTagOpen({ oldRules, store, rules, request }: Situation['of'], origin: string): boolean {
  if (oldRules !== null) return true;
  if (store !== 'qingstor') return false;
  const fitting = rules.filter((rule) => decidingRule([rule], 'any', origin, request.method, []) === rule);
  return new Set(fitting.map((rule) => isExposed(rule, TAG))).size > 1;
}

function isExposed(rule: CorsRule | undefined, name: string): boolean {
  return rule?.exposeHeaders?.some((exposed) => exposed.toLowerCase() === name) === true;
}
