import { CAUSE_FACTS } from '../../../explain/cause-facts.js';
import { showAddress } from '../../../fetch-standard/show-address.js';
import type { CorsRule } from '../../../model/cors-rule.js';
import type {
  Confidence,
  Conflict,
  Diagnosis,
  DiagnosisNote,
  Evidence,
  ReadableError,
  RuleVerdict,
  SentRequest,
  Stage,
  Undecided,
} from '../../../model/diagnosis.js';
import type { Issue } from '../../../model/issue.js';
import type { StoreErrorKind } from '../../../model/store-error-kind.js';
import { wordedParseError } from '../../../model/worded-parse-error.js';
import { worded } from '../../../model/wording.js';
import { checkRuleShape } from '../../../rules/check-rule-shape.js';
import { openCommand } from '../open-command.js';
import { asRecord } from './read-exchanges.js';

/** What is taken of a value: itself, or what of it is known. `REFUSED`: it is not what a diagnosis has. */
type Take = (value: unknown) => unknown;

const REFUSED = Symbol();

const where =
  (isRight: (value: unknown) => boolean): Take =>
  (value) =>
    isRight(value) ? value : REFUSED;
const matching = (pattern: RegExp): Take =>
  where((value) => typeof value === 'string' && pattern.test(value));
/** One line: a text with more could write what looks like the tool's own advice, and control characters what a terminal shows. */
const TEXT = matching(/^[^\p{Cc}\p{Cf}\p{Zl}\p{Zp}]*$/u);
/** A method or a header name, or what stands in the place of one that is none. */
const NAME = matching(/^([^\s\p{Cc}\p{Cf}]*|<not a token>)$/u);
/** One that could be put into a rule: there a star would allow all. */
const PLAIN_NAME = matching(/^([^\s\p{Cc}\p{Cf}*]*|<not a token>)$/u);
const NUMBER = where((value) => typeof value === 'number');
const TRUTH = where((value) => typeof value === 'boolean');
const CODE = where((value) => typeof value === 'string' && Object.hasOwn(CAUSE_FACTS, value));
const oneOf = <Word extends string>(...words: readonly Word[]): Take =>
  where((value) => words.some((word) => word === value));
const orNull =
  (take: Take): Take =>
  (value) =>
    value === null ? null : take(value);
const orAbsent =
  (take: Take): Take =>
  (value) =>
    value === undefined ? undefined : take(value);
const listOf =
  (take: Take): Take =>
  (value) => {
    const taken = Array.isArray(value) ? value.map(take) : [REFUSED];
    return taken.includes(REFUSED) ? REFUSED : taken;
  };
/** Every field of a type, and nothing else: what is not known was looked at by nobody, and goes no further. */
const recordOf =
  <Type>(fields: Readonly<Record<keyof Type, Take>>): Take =>
  (value) => {
    if (typeof value !== 'object' || value === null) return REFUSED;
    const taken = takeFields(fields, value);
    return taken.some(([, field]) => field === REFUSED) ? REFUSED : Object.fromEntries(taken);
  };

/** Those that are there. */
function takeFields(fields: Readonly<Record<string, Take>>, value: unknown): [string, unknown][] {
  return Object.entries(fields).flatMap(([name, take]) => {
    const field = take(asRecord(value)[name]);
    return field === undefined ? [] : [[name, field]];
  });
}

const RULES = listOf(
  recordOf<CorsRule>({
    id: orAbsent(TEXT),
    allowedOrigins: listOf(TEXT),
    allowedMethods: listOf(TEXT),
    allowedHeaders: orAbsent(listOf(TEXT)),
    exposeHeaders: orAbsent(listOf(TEXT)),
    maxAgeSeconds: orAbsent(NUMBER),
  }),
);

/** What nobody but this tool may say: repairs, and what raw answers showed, which tells people where to send their requests. */
type Untaken = 'repairs' | 'raw';

/** What each part of a diagnosis must be for this tool to use it. */
const PARTS: Readonly<Record<Exclude<keyof Diagnosis, Untaken>, Take>> = {
  store: orAbsent(matching(/^\w[\w-]{0,31}$/)),
  code: CODE,
  stage: oneOf<Stage>('local', 'network', 'preflight', 'response', 'none'),
  confidence: oneOf<Confidence>('proof', 'strong', 'weak'),
  request: recordOf<SentRequest>({
    origin: PLAIN_NAME,
    method: PLAIN_NAME,
    url: NAME,
    unsafeHeaders: listOf(NAME),
    droppedHeaders: listOf(NAME),
    needsPreflight: TRUTH,
    preflightCauses: listOf(TEXT),
  }),
  conflicts: listOf(
    recordOf<Conflict>({
      kind: oneOf<Conflict['kind']>('origin', 'method', 'headers'),
      members: listOf(NAME),
      passing: orAbsent(listOf(NAME)),
    }),
  ),
  evidence: listOf(
    recordOf<Evidence>({
      kind: oneOf<Evidence['kind']>(
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
      method: NAME,
      headers: listOf(NAME),
      passed: orNull(TRUTH),
      via: oneOf<Evidence['via']>(
        'readable',
        'upload',
        'timing-entry',
        'error',
        'opaque',
        'timeout',
        'event',
        'page',
        'raw',
      ),
      status: orAbsent(NUMBER),
      durationMs: orAbsent(NUMBER),
      origin: orAbsent(NAME),
      url: orAbsent(NAME),
    }),
  ),
  rules: orNull((value) => (checkRuleShape(value).length === 0 ? RULES(value) : REFUSED)),
  responseVary: orAbsent(TRUTH),
  ruleVerdicts: listOf(
    recordOf<RuleVerdict>({
      index: NUMBER,
      id: orAbsent(TEXT),
      fails: listOf(
        recordOf<RuleVerdict['fails'][number]>({
          field: oneOf<RuleVerdict['fails'][number]['field']>(
            'allowedOrigins',
            'allowedMethods',
            'allowedHeaders',
          ),
          value: TEXT,
        }),
      ),
      nearest: TRUTH,
    }),
  ),
  readableError: orNull(
    recordOf<ReadableError>({
      status: NUMBER,
      serviceCode: TEXT,
      kind: oneOf<StoreErrorKind>(
        'expired-credentials',
        'clock',
        'region',
        'denied',
        'no-bucket',
        'no-object',
        'signature',
        'other',
      ),
    }),
  ),
  signatureChecked: TRUTH,
  hidesSignatureErrors: TRUTH,
  // Its command is made anew.
  undecided: orNull(recordOf<Pick<Undecided, 'candidates'>>({ candidates: listOf(CODE) })),
  notes: listOf(recordOf<DiagnosisNote>({ code: CODE, value: TEXT })),
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
  const taken = takeFields(PARTS, value);
  const issues = taken
    .filter(([, part]) => part === REFUSED)
    .map(([name]) => {
      const given = asRecord(value)[name];
      return issue(name, given === undefined ? 'absent' : typeof given, 'is not what a diagnosis has');
    });
  if (issues.length > 0) throw wordedParseError(worded`This is no diagnosis`, issues);
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
