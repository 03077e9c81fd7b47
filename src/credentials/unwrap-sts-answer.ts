import { CredentialsError, ParseError } from '../model/errors.js';
import { showValue } from '../model/show-value.js';
import { parseXml } from '../xml/parse-xml.js';
import type { XmlNode } from '../xml/xml-element.js';
import { holdsKeys } from './credential-fields.js';
import type { UnwrappedAnswer } from './unwrapped-answer.js';
import { errorIn, whyNoCredentials } from './why-no-credentials.js';

/**
 * Finds the credentials in an STS answer: an object, or JSON or XML text as the service sent it.
 *
 * @throws CredentialsError when the answer is neither, or is an error or a signature in place of credentials.
 */
export async function unwrapStsAnswer(answer: unknown): Promise<UnwrappedAnswer> {
  const parsed = typeof answer === 'string' ? await parseText(answer.trim()) : answer;
  const unwrapped = unwrapRecord(parsed);
  if (unwrapped === undefined) throw notAnAnswer(showAnswer(parsed));
  const why = whyNoCredentials(unwrapped);
  if (why !== undefined) throw why;
  return unwrapped;
}

/** The answer of a client, of an app's server in it, and of an STS in that. More of them are a ring. */
const MOST_WRAPPERS = 6;

/** The same for an answer that is an object already. `undefined`: it is none. */
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

/** The error that a text tells, as it may be shown. `undefined`: none, or it is no answer of an STS. Never rejects. */
export async function errorToldBy(text: string): Promise<string | undefined> {
  const unwrapped = unwrapRecord(await parseText(text.trim()).catch(() => undefined));
  return unwrapped && errorIn(unwrapped);
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

async function parseText(text: string): Promise<unknown> {
  try {
    return text.startsWith('<') ? fromXml(await parseXml(text)) : (JSON.parse(text) as unknown);
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ParseError) {
      // The text may hold half a secret, so neither it nor the parser's message, which quotes it, is shown.
      throw notAnAnswer(`text of ${text.length} characters that is neither JSON nor XML`);
    }
    throw error;
  }
}

/** Elements as JSON would have them: an STS repeats none that matters here. */
function fromXml(node: XmlNode): unknown {
  if (typeof node === 'string') return node;
  return Object.fromEntries(Object.entries(node).map(([name, [first = '']]) => [name, fromXml(first)]));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Text, here JSON within JSON, may hold a secret. */
function showAnswer(value: unknown): string {
  return typeof value === 'string' ? `JSON text of ${value.length} characters, not shown` : showValue(value);
}

function notAnAnswer(value: string): CredentialsError {
  return new CredentialsError('The credentials cannot be read', [
    {
      code: 'invalid',
      path: 'credentials',
      value,
      message:
        'must be an STS answer: an object, or the JSON or XML text of one, with access key, secret, token and expiration',
    },
  ]);
}
