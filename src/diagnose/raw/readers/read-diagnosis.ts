import { CAUSE_FACTS } from '../../../explain/cause-facts.js';
import type { Diagnosis } from '../../../model/diagnosis.js';
import type { Issue } from '../../../model/issue.js';
import { wordedParseError } from '../../../model/worded-parse-error.js';
import { worded } from '../../../model/wording.js';
import { checkRuleShape } from '../../../rules/check-rule-shape.js';
import { asRecord } from './read-exchanges.js';

type Check = (value: unknown) => boolean;

const isText: Check = (value) => typeof value === 'string';
const isNumber: Check = (value) => typeof value === 'number';
const isTruth: Check = (value) => typeof value === 'boolean';
const isCode: Check = (value) => typeof value === 'string' && Object.hasOwn(CAUSE_FACTS, value);
const oneOf =
  (...words: readonly string[]): Check =>
  (value) =>
    typeof value === 'string' && words.includes(value);
const orNull =
  (check: Check): Check =>
  (value) =>
    value === null || check(value);
const orAbsent =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const listOf =
  (check: Check): Check =>
  (value) =>
    Array.isArray(value) && value.every(check);
const recordOf =
  (fields: Readonly<Record<string, Check>>): Check =>
  (value) =>
    typeof value === 'object' &&
    value !== null &&
    Object.entries(fields).every(([name, check]) => check(asRecord(value)[name]));

const grants = listOf(recordOf({ field: isText, value: isText }));
const isRules: Check = (value) => checkRuleShape(value).length === 0;

/** What each part of a diagnosis must be for this tool to use it. */
const PARTS: Readonly<Record<keyof Diagnosis, Check>> = {
  store: orAbsent((value) => typeof value === 'string' && /^[\w-]{1,32}$/.test(value)),
  code: isCode,
  stage: oneOf('local', 'network', 'preflight', 'response', 'none'),
  confidence: oneOf('proof', 'strong', 'weak'),
  request: recordOf({
    origin: isText,
    method: isText,
    url: isText,
    unsafeHeaders: listOf(isText),
    droppedHeaders: listOf(isText),
    needsPreflight: isTruth,
    preflightCauses: listOf(isText),
  }),
  conflicts: listOf(
    recordOf({
      kind: oneOf('origin', 'method', 'headers'),
      members: listOf(isText),
      passing: orAbsent(listOf(isText)),
    }),
  ),
  evidence: listOf(
    recordOf({
      kind: oneOf(
        'page',
        'reach',
        'preflight',
        'signature',
        'rules',
        'redirect',
        'answer',
        'kept',
        'fresh',
        'status',
        'cookies',
      ),
      method: isText,
      headers: listOf(isText),
      passed: orNull(isTruth),
      via: isText,
      status: orAbsent(isNumber),
      origin: orAbsent(isText),
      url: orAbsent(isText),
    }),
  ),
  rules: orNull(isRules),
  responseVary: orAbsent(isTruth),
  ruleVerdicts: listOf(recordOf({ index: isNumber, id: orAbsent(isText), fails: grants, nearest: isTruth })),
  repairs: listOf(
    recordOf({ kind: isText, rules: isRules, changedRule: isNumber, grants, document: isText, json: isText }),
  ),
  readableError: orNull(recordOf({ status: isNumber, serviceCode: isText, kind: isText })),
  signatureChecked: isTruth,
  hidesSignatureErrors: isTruth,
  undecided: orNull(recordOf({ candidates: listOf(isCode), command: isText, askedRaw: orAbsent(isTruth) })),
  notes: listOf(recordOf({ code: isCode, value: isText })),
  raw: orNull(
    recordOf({ status: orNull(isNumber), refusal: isText, value: isText, server: isText, elsewhere: isText }),
  ),
};

/**
 * Reads a diagnosis that was written as JSON, as a page hands it on. Pure.
 *
 * @throws ParseError listing every part that is none. It shows no value.
 */
export function readDiagnosis(text: string): Diagnosis {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw wordedParseError(worded`This is no diagnosis`, [
      issue('', `text of ${text.length} characters`, 'must be JSON: JSON.stringify(diagnosis)'),
    ]);
  }
  const given = asRecord(value);
  const issues = Object.entries(PARTS)
    .filter(([name, check]) => !check(given[name]))
    .map(([name]) =>
      issue(name, given[name] === undefined ? 'absent' : typeof given[name], 'is not what a diagnosis has'),
    );
  if (issues.length > 0) throw wordedParseError(worded`This is no diagnosis`, issues);
  return value as Diagnosis;
}

function issue(path: string, value: string, message: string): Issue {
  const wording = { text: message, values: [] };
  return { code: value === 'absent' ? 'missing' : 'invalid', path, value, message, wording };
}
