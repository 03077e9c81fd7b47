import type { CorsRule, Diagnosis, RuleVerdict } from 'bucket-preflight';
import { element } from './element.js';
import { fact } from './show-request.js';
import { texts } from './texts.js';

/** Who gives the rules: the person, the page's own server, the store to the page itself, or nobody. */
export type RulesSource = 'person' | 'server' | 'store' | 'nobody';

/**
 * The bucket's rules with what each of them lacks, or why they are not known. `null`: they do not matter.
 *
 * @param from - Who was to give them.
 */
export function showRules(
  { rules, ruleVerdicts, stage, code }: Diagnosis,
  from: RulesSource,
): HTMLElement | null {
  if (rules === null && stage !== 'preflight') return null;
  const title = element('h3', {}, texts.rulesTitle);
  if (rules === null) {
    return element(
      'section',
      {},
      title,
      element('p', {}, from === 'nobody' ? texts.unknownRules : texts.unreadableRules),
    );
  }
  if (rules.length === 0) return element('section', {}, title, element('p', {}, texts.noRules));
  const marksNearest = code !== 'ok.allowed' && rules.length > 1;
  const items = rules.map((rule, index) =>
    showRule(
      rule,
      index,
      ruleVerdicts.find((verdict) => verdict.index === index),
      marksNearest,
    ),
  );
  const hint = from === 'server' ? element('p', { class: 'hint' }, texts.rulesByServer) : null;
  return element('section', {}, title, hint, element('ol', { class: 'rules' }, ...items));
}

function showRule(
  rule: CorsRule,
  index: number,
  verdict: RuleVerdict | undefined,
  marksNearest: boolean,
): HTMLElement {
  const nearest = verdict?.nearest === true;
  const allows = verdict?.fails.length === 0;
  return element(
    'li',
    {
      'data-testid': 'rule',
      'data-index': String(index),
      'data-nearest': String(nearest),
      class: nearest ? 'nearest' : undefined,
    },
    element(
      'h4',
      {},
      `${texts.rule(index + 1)}${rule.id === undefined ? '' : ` “${rule.id}”`} `,
      verdict === undefined
        ? null
        : element(
            'span',
            { class: `tag ${allows ? 'good' : 'bad'}` },
            allows ? texts.ruleAllows : texts.ruleRefuses,
          ),
      marksNearest && nearest ? element('span', { class: 'tag calm' }, texts.nearest) : null,
    ),
    element(
      'dl',
      { class: 'facts' },
      ...fact(texts.fields.allowedOrigins, entries(rule.allowedOrigins, lacked(verdict, 'allowedOrigins'))),
      ...fact(texts.fields.allowedMethods, entries(rule.allowedMethods, lacked(verdict, 'allowedMethods'))),
      ...fact(
        texts.fields.allowedHeaders,
        entries(rule.allowedHeaders ?? [], lacked(verdict, 'allowedHeaders')),
      ),
      ...fact(texts.fields.exposeHeaders, entries(rule.exposeHeaders ?? [], [])),
      ...(rule.maxAgeSeconds === undefined
        ? []
        : fact(texts.fields.maxAgeSeconds, element('span', {}, texts.seconds(rule.maxAgeSeconds)))),
    ),
  );
}

function lacked(verdict: RuleVerdict | undefined, field: RuleVerdict['fails'][number]['field']): string[] {
  return (verdict?.fails ?? []).filter((fail) => fail.field === field).map((fail) => fail.value);
}

/** What the rule lists, and after it what it lacks. */
function entries(listed: readonly string[], missing: readonly string[]): HTMLElement {
  if (listed.length + missing.length === 0) return element('span', { class: 'hint' }, texts.none);
  return element(
    'ul',
    { class: 'values' },
    ...listed.map((value) => element('li', {}, element('code', {}, value))),
    ...missing.map((value) =>
      element(
        'li',
        { class: 'refused' },
        element('span', { class: 'tag bad' }, texts.lacks),
        ' ',
        element('code', {}, value),
      ),
    ),
  );
}
