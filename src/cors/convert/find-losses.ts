import type { CorsConfiguration } from '../../model/cors-configuration.js';
import { showValue } from '../../model/show-value.js';
import { type Wording, worded } from '../../model/wording.js';
import type { RuleStore } from '../../rules/compile-rules.js';
import { responseHeaders } from '../../rules/one-header-list.js';
import type { HeldParts } from '../../stores/cors-codec.js';
import type { CorsLimits } from '../../stores/cors-limits.js';
import type { PlacedRule } from './adapt-rules.js';
import type { CorsLoss } from './cors-loss.js';
import { said } from './said.js';

/** What a store's document has no room for. */
export function findHoldLosses(
  rules: readonly PlacedRule[],
  responseVary: CorsConfiguration['responseVary'],
  holds: HeldParts,
): CorsLoss[] {
  const vary = showValue(responseVary);
  return [
    ...rules.flatMap((placed) => lossesOfRule(placed, holds)),
    ...(responseVary === true && !holds.responseVary
      ? [none('response-vary-dropped', 'responseVary', vary, worded`The store has no switch for Vary.`)]
      : []),
  ];
}

function lossesOfRule({ rule, place }: PlacedRule, holds: HeldParts): CorsLoss[] {
  const { id, allowedOrigins, allowedHeaders = [], exposeHeaders = [] } = rule;
  const path = `rules[${place}]`;
  const losses: CorsLoss[] = [];
  if (id !== undefined && id !== '' && !holds.id)
    losses.push(none('id-dropped', `${path}.id`, showValue(id), worded`Rules have no names there.`));
  if (allowedOrigins.length > 1 && !holds.severalOrigins) {
    const message = worded`A rule has one origin there: it is written as ${allowedOrigins.length} rules that follow each other.`;
    losses.push(none('origins-split', `${path}.allowedOrigins`, showValue(allowedOrigins), message));
  }
  if (!holds.headerCase) {
    allowedHeaders.forEach((name, index) => {
      const lower = name.toLowerCase();
      if (lower === name) return;
      const message = worded`The store gives it back as ${showValue(lower)}. Header names are the same in any case.`;
      losses.push(none('header-case', `${path}.allowedHeaders[${index}]`, showValue(name), message));
    });
  }
  if (!holds.exposeHeadersApart) losses.push(...mergedHeaders(path, allowedHeaders, exposeHeaders));
  return losses;
}

/** Names that came into one list of a rule from the other. */
function mergedHeaders(path: string, sent: readonly string[], read: readonly string[]): CorsLoss[] {
  const names = responseHeaders({
    allowedOrigins: [],
    allowedMethods: [],
    allowedHeaders: sent,
    exposeHeaders: read,
  });
  const lists = [
    {
      field: 'allowedHeaders',
      list: sent,
      message: worded`One list stands for both there: now these may be sent too.`,
    },
    {
      field: 'exposeHeaders',
      list: read,
      message: worded`One list stands for both there: now these may be read too.`,
    },
  ];
  return lists.flatMap(({ field, list, message }): CorsLoss[] => {
    const had = new Set(list.map((name) => name.toLowerCase()));
    const added = names.filter((name) => !had.has(name.toLowerCase()));
    if (added.length === 0) return [];
    const value = showValue(added.join(', '));
    return [said({ code: 'headers-merged', path: `${path}.${field}`, value, effect: 'more' }, message)];
  });
}

/** Wildcards within header names that may be none on one of the two stores. */
export function findDoubtfulWildcards(
  rules: readonly PlacedRule[],
  from: RuleStore,
  to: RuleStore,
): CorsLoss[] {
  if (from.ruleSemantics.headerWildcard === to.ruleSemantics.headerWildcard) return [];
  const message =
    to.ruleSemantics.headerWildcard === 'unknown'
      ? worded`There only "*" by itself is known to be a wildcard: list each name.`
      : worded`Before, only "*" by itself is known to be a wildcard: list each name.`;
  return rules.flatMap(({ rule, place }) =>
    (rule.allowedHeaders ?? []).flatMap((name, index): CorsLoss[] => {
      if (name === '*' || !name.includes('*')) return [];
      const path = `rules[${place}].allowedHeaders[${index}]`;
      return [said({ code: 'header-wildcard', path, value: showValue(name), effect: 'unknown' }, message)];
    }),
  );
}

/** What is more than a store takes. */
export function findLimitLosses(
  configuration: CorsConfiguration,
  document: string,
  limits: Pick<CorsLimits, 'rules' | 'documentBytes'>,
): CorsLoss[] {
  const written = configuration.rules.length;
  const bytes = new TextEncoder().encode(document).length;
  const refused = { effect: 'refused' } as const;
  return [
    ...(limits.rules !== 'unknown' && written > limits.rules
      ? [
          said(
            { ...refused, code: 'too-many-rules', path: 'rules', value: showValue(written) },
            worded`The store takes at most ${limits.rules} rules.`,
          ),
        ]
      : []),
    ...(limits.documentBytes !== 'unknown' && bytes > limits.documentBytes
      ? [
          said(
            { ...refused, code: 'document-too-large', path: '', value: showValue(bytes) },
            worded`The store takes a document of at most ${limits.documentBytes} bytes.`,
          ),
        ]
      : []),
  ];
}

function none(code: CorsLoss['code'], path: string, value: string, message: Wording): CorsLoss {
  return said({ code, path, value, effect: 'none' }, message);
}
