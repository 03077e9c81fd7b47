import { CAUSE_FACTS } from '../../../explain/cause-facts.js';
import { showAddress } from '../../../fetch-standard/show-address.js';
import type { Diagnosis } from '../../../model/diagnosis.js';
import type { Issue } from '../../../model/issue.js';
import { wordedParseError } from '../../../model/worded-parse-error.js';
import { worded } from '../../../model/wording.js';
import { checkRuleShape } from '../../../rules/check-rule-shape.js';
import { openCommand } from '../open-command.js';
import { asRecord } from './read-exchanges.js';

type Check = (value: unknown) => boolean;

const matches =
  (pattern: RegExp): Check =>
  (value) =>
    typeof value === 'string' && pattern.test(value);
/** One line: a text with more could write what looks like the tool's own advice, and control characters what a terminal shows. */
const isText = matches(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);
/** A method or a header name, or what stands in the place of one that is none. */
const isName = matches(/^([^\s\p{Cc}\p{Cf}]*|<not a token>)$/u);
/** One that could be put into a rule: there a star would allow all. */
const isPlainName = matches(/^([^\s\p{Cc}\p{Cf}*]*|<not a token>)$/u);
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
const isRule: Check = (rule) =>
  Object.values(asRecord(rule))
    .flat()
    .every((value) => typeof value !== 'string' || isText(value));
const isRules: Check = (value) => checkRuleShape(value).length === 0 && listOf(isRule)(value);

/** What nobody but this tool may say: repairs, and what raw answers showed, which tells people where to send their requests. */
type Untaken = 'repairs' | 'raw';

/** What each part of a diagnosis must be for this tool to use it. */
const PARTS: Readonly<Record<Exclude<keyof Diagnosis, Untaken>, Check>> = {
  store: orAbsent(matches(/^\w[\w-]{0,31}$/)),
  code: isCode,
  stage: oneOf('local', 'network', 'preflight', 'response', 'none'),
  confidence: oneOf('proof', 'strong', 'weak'),
  request: recordOf({
    origin: isPlainName,
    method: isPlainName,
    url: isName,
    unsafeHeaders: listOf(isName),
    droppedHeaders: listOf(isName),
    needsPreflight: isTruth,
    preflightCauses: listOf(isText),
  }),
  conflicts: listOf(
    recordOf({
      kind: oneOf('origin', 'method', 'headers'),
      members: listOf(isName),
      passing: orAbsent(listOf(isName)),
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
      method: isName,
      headers: listOf(isName),
      passed: orNull(isTruth),
      via: isName,
      status: orAbsent(isNumber),
      durationMs: orAbsent(isNumber),
      origin: orAbsent(isName),
      url: orAbsent(isName),
    }),
  ),
  rules: orNull(isRules),
  responseVary: orAbsent(isTruth),
  ruleVerdicts: listOf(recordOf({ index: isNumber, id: orAbsent(isText), fails: grants, nearest: isTruth })),
  readableError: orNull(recordOf({ status: isNumber, serviceCode: isText, kind: isName })),
  signatureChecked: isTruth,
  hidesSignatureErrors: isTruth,
  undecided: orNull(recordOf({ candidates: listOf(isCode) })),
  notes: listOf(recordOf({ code: isCode, value: isText })),
};

/**
 * Reads a diagnosis that was written as JSON, as a page hands it on. Pure.
 *
 * Whoever has a page's trouble sends such a file to who mends it, and may write into it what they like: nothing that a person is told
 * to run or to put is taken from it. Commands are made anew of the request; repairs are left out, `mendPage()` makes them.
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
  const taken = Object.keys(PARTS).flatMap((name) =>
    given[name] === undefined ? [] : [[name, given[name]]],
  );
  return madeAnew(Object.fromEntries(taken) as Omit<Diagnosis, Untaken>);
}

function madeAnew(page: Omit<Diagnosis, Untaken>): Diagnosis {
  const { code, conflicts, undecided } = page;
  const request = { ...page.request, url: plainAddress(page.request.url) };
  const { origin, method, unsafeHeaders } = request;
  const sent = [origin, method, ...unsafeHeaders];
  const command = openCommand(code, request);
  return {
    ...page,
    request,
    // What was refused people are told to allow.
    conflicts: conflicts.filter(({ members }) => members.every((member) => sent.includes(member))),
    undecided: undecided === null || command === null ? null : { candidates: undecided.candidates, command },
    repairs: [],
    raw: null,
  };
}

/** Without what a diagnosis leaves out of it, as it is asked; and with nothing behind the host that `curl` takes for many addresses. */
function plainAddress(url: string): string {
  const [, host = '', path = ''] = /^([^/]*\/\/[^/]*)?(.*)$/.exec(showAddress(url)) ?? [];
  return host + path.replace(/[[\]{}]/g, encodeURIComponent);
}

function issue(path: string, value: string, message: string): Issue {
  const wording = { text: message, values: [] };
  return { code: value === 'absent' ? 'missing' : 'invalid', path, value, message, wording };
}
