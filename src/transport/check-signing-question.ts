import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { unknownOptions } from '../model/unknown-options.js';
import { wrongValue } from '../model/wrong-value.js';
import { conditionFields } from '../signing/form/condition-fields.js';
import { lowerNames } from '../signing/sorted-headers.js';
import type { SigningStore } from '../stores/store.js';
import type { Bucket } from './bucket.js';
import { formRequestIssues } from './check-form-request.js';
import { normalRequest, objectRequestIssues } from './check-object-request.js';
import { isObject } from './is-plain-object.js';
import type { FormQuestion, HeadersQuestion, SigningQuestion, UrlQuestion } from './signing-question.js';

const COMMON = ['form', 'method', 'bucket', 'key'];
const FIELDS: ReadonlyMap<unknown, readonly string[]> = new Map([
  ['headers', [...COMMON, 'query', 'headers']],
  ['url', [...COMMON, 'query', 'headers', 'expiresInSeconds']],
  ['form', [...COMMON, 'fields', 'conditions', 'expiresInSeconds']],
]);

/**
 * Reads what a page asks a server to sign. Whoever sent it may have written it by hand, so nothing in it is taken on
 * trust. Pure.
 *
 * @returns The question with nothing left out: its method in capitals, the names of its headers lower-case, so that a
 * decision by them cannot be got round by another spelling.
 * @throws ConfigError listing everything that is missing, unknown or cannot be right.
 */
export function checkSigningQuestion(bucket: Bucket<SigningStore>, question: unknown): SigningQuestion {
  const given: Given = isObject(question) ? { ...question } : {};
  const issues = isObject(question)
    ? questionIssues(bucket, given)
    : [wrongValue('question', question, 'must be the JSON object that remoteSigner() posts')];
  if (issues.length > 0) throw new ConfigError('What the page asks for cannot be signed', issues);
  // Its shape was checked, and fields that may be left out are looked after.
  return complete(given as unknown as Question);
}

type Given = Readonly<Record<string, unknown>>;

/** A question in which what has a default may be left out. */
type Question =
  | (Omit<HeadersQuestion, 'query' | 'headers'> & Partial<HeadersQuestion>)
  | (Omit<UrlQuestion, 'query' | 'headers'> & Partial<UrlQuestion>)
  | (Omit<FormQuestion, 'fields' | 'conditions'> & Partial<FormQuestion>);

function questionIssues({ store, location }: Bucket<SigningStore>, given: Given): Issue[] {
  const { form, bucket, method, key, query, headers, fields, conditions } = given;
  const known = FIELDS.get(form);
  if (known === undefined) return [wrongValue('form', form, 'must be "headers", "url" or "form"')];
  const isForm = form === 'form';
  return [
    ...unknownOptions(given, known),
    ...(bucket === location.bucket
      ? []
      : [
          wrongValue(
            'bucket',
            bucket,
            `must be ${showValue(location.bucket)}: this server signs for no other`,
          ),
        ]),
    ...(isForm
      ? [...formRequestIssues(onlyGiven({ key, fields, conditions })), ...looseConditions(given)]
      : objectRequestIssues(onlyGiven({ method, key, query, headers }), store.signer)),
    ...(isForm && method !== 'POST' ? [wrongValue('method', method, 'must be "POST"')] : []),
    ...(form === 'headers' ? [] : checkLife(given.expiresInSeconds)),
  ];
}

/** How long it may work at most, the scheme says. */
function checkLife(expiresInSeconds: unknown): Issue[] {
  if (Number.isSafeInteger(expiresInSeconds) && Number(expiresInSeconds) >= 1) return [];
  return [wrongValue('expiresInSeconds', expiresInSeconds, 'must be a whole number of seconds, at least 1')];
}

/**
 * Conditions that take the place of what the form itself demands: with one of its own about the key, a page could be
 * allowed one key and upload to any.
 */
function looseConditions({ conditions, fields }: Given): Issue[] {
  if (!Array.isArray(conditions)) return [];
  const held = new Set(['key', 'bucket', ...Object.keys(Object(fields)).map((name) => name.toLowerCase())]);
  return conditions.flatMap((condition: unknown, index) =>
    conditionFields(condition)
      // As a name in an object begins with no $, nobody knows what a store makes of one that does.
      .filter((name) => held.has(name.replace(/^\$/, '')))
      .map((name) =>
        wrongValue(
          `conditions[${index}]`,
          condition,
          `must not be about "${name}": the form demands what it says of it, and this would let more through`,
        ),
      ),
  );
}

function complete(question: Question): SigningQuestion {
  if (question.form === 'form') {
    return { ...question, fields: question.fields ?? {}, conditions: question.conditions ?? [] };
  }
  const { method, key, query, headers } = normalRequest(question);
  return { ...question, method, key, query, headers: lowerNames(headers) };
}

/** Without those that are absent. */
function onlyGiven(fields: Given): Given {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}
