import type { Issue } from '../../model/issue.js';
import type { SignedForm } from '../../signing/signer.js';
import { isPlainObject } from '../is-plain-object.js';
import type { FormQuestion } from '../signing-question.js';
import type { AskedSignature, ReadAnswer } from '../signing-wire.js';
import { checkAnswerUrl } from './check-answer-url.js';
import { answerIsNone } from './no-trace.js';
import { readAnswerTime } from './read-answer-time.js';
import { showAnswer } from './show-answer.js';

/** Reads `{ url, fields, expiresAt, warnings? }`: it must be about what was asked for. Pure. */
export function readFormAnswer(
  answer: unknown,
  { question, location }: AskedSignature<FormQuestion>,
): ReadAnswer<SignedForm> {
  if (!isPlainObject(answer)) return answerIsNone(answer);
  const { url, expiresAt, fields, warnings = [] } = answer;
  const time = expiresAt === null ? { expiresAt: null, issues: [] } : readAnswerTime(expiresAt);
  const issues = [
    ...checkAnswerUrl(url, { location, key: '', query: {} }),
    ...checkFields(fields, { ...question.fields, key: question.key }),
    ...time.issues,
    ...(isIssueList(warnings) ? [] : [wrong('warnings', warnings, 'must be a list of issues, or left out')]),
  ];
  const isWhole = isTextObject(fields) && isIssueList(warnings) && time.expiresAt !== undefined;
  if (issues.length > 0 || !isWhole) return { issues };
  return { signed: { url: String(url), fields, expiresAt: time.expiresAt ?? null, warnings }, issues };
}

function checkFields(fields: unknown, asked: Readonly<Record<string, string>>): Issue[] {
  if (!isPlainObject(fields)) return [wrong('fields', fields, 'must be an object of names and values')];
  return [
    ...Object.entries(fields)
      .filter(([, value]) => typeof value !== 'string')
      .map(([name, value]) => wrong(`fields.${name}`, value, 'must be text')),
    ...Object.entries(asked)
      .filter(([name, value]) => fields[name] !== value)
      .map(([name]): Issue => {
        const code = fields[name] === undefined ? 'missing' : 'invalid';
        const message = 'must stay as it was asked for, since it is sent with the form';
        return { code, path: `fields.${name}`, value: 'not shown', message };
      }),
    // What follows the file is ignored by stores, and this would stand before it.
    ...('file' in fields
      ? [wrong('fields.file', fields.file, 'must be left out: the file itself goes last')]
      : []),
  ];
}

function isTextObject(value: unknown): value is Readonly<Record<string, string>> {
  return isPlainObject(value) && Object.values(value).every((field) => typeof field === 'string');
}

function isIssueList(value: unknown): value is readonly Issue[] {
  return Array.isArray(value) && value.every((item) => isTextObject(item) && isIssue(item));
}

function isIssue(item: Readonly<Record<string, string>>): boolean {
  return ['code', 'path', 'value', 'message'].every((name) => Object.hasOwn(item, name));
}

function wrong(path: string, value: unknown, message: string): Issue {
  return { code: value === undefined ? 'missing' : 'invalid', path, value: showAnswer(value), message };
}
