import { type CorsRule, type Diagnosis, evaluateRules, type RuleTrace, type Store } from 'bucket-preflight';
import { element } from './element.js';
import { texts } from './texts.js';

/** Who gives the rules: the person, the page's own server, the store to the page itself, or nobody. */
export type RulesSource = 'person' | 'server' | 'store' | 'nobody';

/**
 * The bucket's rules, each a table of what it lists and what that says to the request; or why they are not known. `null`:
 * they do not matter.
 *
 * @param from - Who was to give them.
 */
export function showRules(diagnosis: Diagnosis, store: Store, from: RulesSource): HTMLElement | null {
  const { rules, stage, code, request, ruleVerdicts } = diagnosis;
  if (rules === null && stage !== 'preflight') return null;
  const title = element('h3', {}, texts.rulesTitle);
  if (rules === null) {
    const why = from === 'nobody' ? texts.unknownRules : texts.unreadableRules;
    return element('section', {}, title, element('p', {}, why));
  }
  if (rules.length === 0) return element('section', {}, title, element('p', {}, texts.noRules));
  const { origin, method, unsafeHeaders: headers } = request;
  const { trace } = evaluateRules(rules, store, { kind: 'preflight', origin, method, headers });
  const marksNearest = code !== 'ok.allowed' && rules.length > 1;
  const nearest = ruleVerdicts.find((verdict) => verdict.nearest)?.index;
  const items = rules.map((rule, index) =>
    showRule(rule, trace[index], { diagnosis, isNearest: index === nearest, marksNearest }),
  );
  const hint = from === 'server' ? element('p', { class: 'hint' }, texts.rulesByServer) : null;
  return element('section', {}, title, hint, element('ol', { class: 'rules' }, ...items));
}

interface RuleContext {
  readonly diagnosis: Diagnosis;
  readonly isNearest: boolean;
  readonly marksNearest: boolean;
}

function showRule(rule: CorsRule, trace: RuleTrace | undefined, context: RuleContext): HTMLElement {
  const { diagnosis, isNearest, marksNearest } = context;
  const index = trace?.index ?? 0;
  const name = rule.id === undefined ? '' : ` “${rule.id}”`;
  const allows = trace?.matches ?? null;
  const [tone, verdict] =
    allows === null
      ? ['calm', texts.maybe]
      : allows
        ? ['good', texts.ruleAllows]
        : ['bad', texts.ruleRefuses];
  return element(
    'li',
    {
      'data-testid': 'rule',
      'data-index': String(index),
      'data-nearest': String(isNearest),
      class: isNearest ? 'nearest' : undefined,
    },
    element(
      'h4',
      {},
      `${texts.rule(index + 1)}${name} `,
      element('span', { class: `tag ${tone}` }, verdict),
      marksNearest && isNearest ? element('span', { class: 'tag calm' }, texts.nearest) : null,
    ),
    element(
      'table',
      { class: 'rule' },
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...[texts.columns.field, texts.columns.listed, texts.columns.asked].map((words) =>
            element('th', { scope: 'col' }, words),
          ),
        ),
      ),
      element('tbody', {}, ...rowsOf(rule, trace, diagnosis)),
    ),
  );
}

function rowsOf(rule: CorsRule, trace: RuleTrace | undefined, { request }: Diagnosis): HTMLElement[] {
  const { fields } = texts;
  const { exposeHeaders, maxAgeSeconds } = rule;
  return [
    row(
      fields.allowedOrigins,
      rule.allowedOrigins,
      trace === undefined ? [] : originWords(trace, request.origin),
    ),
    row(fields.allowedMethods, rule.allowedMethods, [
      said(trace?.methodMatches ?? null, request.method, texts.fits),
    ]),
    row(fields.allowedHeaders, rule.allowedHeaders ?? [], trace === undefined ? [] : headerWords(trace)),
    row(fields.exposeHeaders, exposeHeaders ?? [], []),
    ...(maxAgeSeconds === undefined
      ? []
      : [row(fields.maxAgeSeconds, [texts.seconds(maxAgeSeconds)], [], 'span')]),
  ];
}

function originWords(
  { originMatches, originPattern, originNearMisses }: RuleTrace,
  origin: string,
): HTMLElement[] {
  const near = originNearMisses.map(({ pattern, kind }) =>
    element('li', {}, element('code', {}, pattern), ` ${texts.nearMiss[kind]}`),
  );
  return [said(originMatches, origin, fitsBy(originPattern, origin)), ...near];
}

function headerWords({ allowedHeaders, doubtfulHeaders, refusedHeaders }: RuleTrace): HTMLElement[] {
  return [
    ...refusedHeaders.map((name) => said(false, name, '')),
    ...doubtfulHeaders.map(({ name }) => said(null, name, '')),
    ...allowedHeaders.map(({ name, pattern }) => said(true, name, fitsBy(pattern, name))),
  ];
}

/** Which pattern it was is worth saying only where that is spelled otherwise. */
function fitsBy(pattern: string | null, value: string): string {
  return pattern === null || pattern.toLowerCase() === value.toLowerCase()
    ? texts.fits
    : texts.fitsBy(pattern);
}

function said(matches: boolean | null, value: string, fits: string): HTMLElement {
  const [tone, words] =
    matches === null ? ['calm', texts.maybe] : matches ? ['good', fits] : ['bad', texts.lacks];
  return element(
    'li',
    { class: matches === false ? 'refused' : undefined },
    element('span', { class: `tag ${tone}` }, words),
    ' ',
    element('code', {}, value),
  );
}

function row(
  title: string,
  listed: readonly string[],
  asked: readonly HTMLElement[],
  tag: 'code' | 'span' = 'code',
): HTMLElement {
  const values =
    listed.length === 0
      ? element('span', { class: 'hint' }, texts.none)
      : element(
          'ul',
          { class: 'values' },
          ...listed.map((value) => element('li', {}, element(tag, {}, value))),
        );
  return element(
    'tr',
    {},
    element('th', { scope: 'row' }, title),
    element('td', {}, values),
    element('td', {}, asked.length === 0 ? null : element('ul', { class: 'values' }, ...asked)),
  );
}
