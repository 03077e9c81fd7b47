import { type CredentialField, type CredentialShape, spellingsOf } from './credential-fields.js';
import type { AnswerLevel, UnwrappedAnswer } from './unwrapped-answer.js';

/** A value in an answer, and where it stands: `credentials.Credentials.AccessKeyId`. */
export interface FoundValue {
  readonly path: string;
  readonly value: unknown;
}

/**
 * A field's values, under every name by which an STS may call it; more than one only where several of its names are there.
 * Pure.
 *
 * @returns Those of the innermost object that has any: keys only where the keys are, times also around it. Where there is
 * none, `undefined`, or what stands there empty, at the path where the shape has it.
 */
export function findField(
  answer: UnwrappedAnswer,
  field: CredentialField,
  shape: CredentialShape,
): readonly [FoundValue, ...FoundValue[]] {
  const isTime = field === 'expiration' || field === 'startTime';
  const names = spellingsOf(field, shape);
  const found = (isTime ? answer : answer.slice(0, 1)).map((level) => valuesIn(level, names));
  const [first, ...others] =
    found.map((values) => values.filter(isFilled)).find(({ length }) => length > 0) ?? [];
  if (first !== undefined) return [first, ...others];
  const place = isTime && shape.endStandsBeside ? outOf(answer) : answer[0];
  return [found.flat()[0] ?? { path: `${place.path}.${names[0]}`, value: undefined }];
}

function valuesIn({ fields, path }: AnswerLevel, names: readonly string[]): FoundValue[] {
  return names
    .filter((name) => Object.hasOwn(fields, name))
    .map((name) => ({ path: `${path}.${name}`, value: fields[name] }));
}

function isFilled({ value }: FoundValue): boolean {
  return value !== undefined && value !== null && value !== '';
}

/** Where stands what is beside the object that holds the keys. */
function outOf([inner, around]: UnwrappedAnswer): AnswerLevel {
  return around !== undefined && /\.[cC]redentials$/.test(inner.path) ? around : inner;
}
