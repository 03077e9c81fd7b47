import { unwrapRecord } from './unwrap-record.js';
import type { AnswerLevel } from './unwrapped-answer.js';

/**
 * Credentials that were given as a value, as they are now: what checks them and what signs with them must not see different
 * ones, when somebody changes the object later, or it answers otherwise each time.
 *
 * @returns The same object but for what does not wrap credentials, which is shared. Whatever is no object, as it is.
 */
export function copyCredentialValue(value: unknown): unknown {
  const found = unwrapRecord(value);
  if (found === undefined) return value;
  const [inner, ...around] = found;
  let copy = copyOf(inner);
  let { path } = inner;
  for (const level of around) {
    copy = { ...copyOf(level), [path.slice(level.path.length + 1)]: copy };
    path = level.path;
  }
  return copy;
}

/** With what is not enumerable, as some SDKs hide the secret so. */
function copyOf({ fields }: AnswerLevel): Readonly<Record<string, unknown>> {
  return Object.fromEntries(
    Object.getOwnPropertyNames(fields).map((name) => {
      const field = fields[name];
      return [name, field instanceof Date ? new Date(field) : field];
    }),
  );
}
