import { holdsKeys } from './credential-fields.js';
import type { UnwrappedAnswer } from './unwrapped-answer.js';

/** The answer of a client, of an app's server in it, and of an STS in that. More of them are a ring. */
const MOST_WRAPPERS = 6;

/** Finds the credentials in an STS answer that is an object. `undefined`: it is none. Pure. */
export function unwrapRecord(answer: unknown): UnwrappedAnswer | undefined {
  if (!isRecord(answer)) return undefined;
  let unwrapped: UnwrappedAnswer = [{ fields: answer, path: 'credentials' }];
  for (;;) {
    const [{ fields, path }] = unwrapped;
    const name = wrapperIn(fields);
    const inner = name === undefined ? undefined : fields[name];
    if (name === undefined || unwrapped.length > MOST_WRAPPERS || !isRecord(inner)) return unwrapped;
    unwrapped = [{ fields: inner, path: `${path}.${name}` }, ...unwrapped];
  }
}

/**
 * What wraps credentials: `AssumeRoleResponse`, `AssumeRoleResult` and the like of every action, Tencent's `Response`,
 * Cloudflare's `result`, the `body` of Alibaba's newer SDKs, and the `data` of axios and of many an app's server. The names
 * of the first pattern say more.
 */
const WRAPPERS = [/^[cC]redentials$/, /^([A-Z]\w*)?(Response|Result)$|^(body|data|result)$/];

function wrapperIn(fields: Readonly<Record<string, unknown>>): string | undefined {
  if (holdsKeys(fields)) return undefined;
  const names = Object.keys(fields).filter((name) => isRecord(fields[name]));
  return WRAPPERS.map((wrapper) => names.find((name) => wrapper.test(name))).find(
    (name) => name !== undefined,
  );
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}
