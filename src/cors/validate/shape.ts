import type { CorsRule } from '../../model/cors-rule.js';
import { nearestName, unknownOptions } from '../../model/unknown-options.js';
import { worded } from '../../model/wording.js';
import { checkRuleShape } from '../../rules/check-rule-shape.js';
import type { ListField } from './cors-fix.js';
import type { Finding } from './lint.js';
import type { LintedConfiguration, LintedEntry, LintedRule } from './linted-configuration.js';

const FIELDS = ['id', 'allowedOrigins', 'allowedMethods', 'allowedHeaders', 'exposeHeaders', 'maxAgeSeconds'];

/** Makes whatever was given something that lints can look at, and tells what could not be. */
export function readShape(given: unknown): { configuration: LintedConfiguration; findings: Finding[] } {
  const findings: Finding[] = [];
  const isWhole = isObject(given) && !Array.isArray(given) && 'rules' in given;
  const list: unknown = isWhole ? given.rules : given;
  const responseVary = isWhole && given.responseVary === true;
  if (isWhole) findings.push(...unknownFields(given, ['rules', 'responseVary'], ''));
  if (!Array.isArray(list)) {
    findings.push(finding('cors.shape.rules', 'rules', list, 'must be an array of rules'));
    return { configuration: { rules: [], corsRules: null, responseVary }, findings };
  }
  const rules = list.flatMap((rule: unknown, index) => readRule(rule, index, findings));
  // What no evaluator takes has findings of its own: also a name or a life that is neither text nor number.
  const isSound =
    !findings.some(({ code }) => code !== 'cors.shape.unknown-field') &&
    checkRuleShape(list, true).length === 0;
  return {
    configuration: { rules, corsRules: isSound ? (list as readonly CorsRule[]) : null, responseVary },
    findings,
  };
}

function readRule(rule: unknown, index: number, findings: Finding[]): LintedRule[] {
  const path = `rules[${index}]`;
  if (!isObject(rule)) {
    findings.push(finding('cors.shape.rule', path, rule, 'must be a rule'));
    return [];
  }
  findings.push(...unknownFields(rule, FIELDS, `${path}.`));
  const read = (field: ListField, none: Finding['code'] | null) =>
    readList(rule[field], `${path}.${field}`, none, findings);
  const lists = {
    allowedOrigins: read('allowedOrigins', 'cors.origin.none'),
    allowedMethods: read('allowedMethods', 'cors.method.none'),
    allowedHeaders: read('allowedHeaders', null),
    exposeHeaders: read('exposeHeaders', null),
  };
  return [{ index, path, id: rule.id, maxAgeSeconds: rule.maxAgeSeconds, lists }];
}

function readList(
  value: unknown,
  path: string,
  none: Finding['code'] | null,
  findings: Finding[],
): LintedEntry[] {
  const isEmpty = value === undefined || (Array.isArray(value) && value.length === 0);
  if (isEmpty) {
    if (none !== null) findings.push(finding(none, path, undefined, 'must hold at least one entry'));
    return [];
  }
  if (!Array.isArray(value)) {
    findings.push(finding('cors.shape.list', path, value, 'must be an array of texts'));
    return [];
  }
  return value.flatMap((text: unknown, index) => {
    const here = `${path}[${index}]`;
    if (typeof text === 'string') return [{ index, path: here, text }];
    findings.push(finding('cors.shape.text', here, text, 'must be text'));
    return [];
  });
}

function unknownFields(value: object, known: readonly string[], prefix: string): Finding[] {
  return unknownOptions(value, known).map(({ path, value: shown }) => {
    const near = nearestName(path, known);
    const message =
      near === undefined
        ? worded`is no field here: there are ${known.join(', ')}`
        : worded`is no field here: did you mean "${near}"?`;
    return { ...finding('cors.shape.unknown-field', `${prefix}${path}`, undefined, message), shown };
  });
}

function finding(code: Finding['code'], path: string, value: unknown, message: Finding['message']): Finding {
  return { code, path, value, message, effect: 'refused' };
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}
