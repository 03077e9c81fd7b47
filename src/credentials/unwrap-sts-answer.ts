import { CredentialsError, ParseError } from '../model/errors.js';
import { showValue } from '../model/show-value.js';
import { childElements, childText, parseXml, type XmlElement, type XmlNode } from '../xml/parse-xml.js';
import { CREDENTIAL_FIELDS, STS_WRAPPERS } from './credential-fields.js';

/** The object that holds the fields, and where in the answer it stood (`credentials.Credentials`). */
export interface UnwrappedAnswer {
  readonly fields: Readonly<Record<string, unknown>>;
  readonly path: string;
}

/**
 * Finds the credentials in an STS answer: an object, or JSON or XML text as the service sent it.
 *
 * @throws CredentialsError when the answer is neither.
 */
export async function unwrapStsAnswer(answer: unknown): Promise<UnwrappedAnswer> {
  const parsed = typeof answer === 'string' ? await parseText(answer.trim()) : answer;
  const unwrapped = unwrapRecord(parsed);
  if (unwrapped === undefined) throw notAnAnswer('credentials', showAnswer(parsed));
  return unwrapped;
}

/** The same for an answer that is an object already. `undefined`: there are no fields in it. */
export function unwrapRecord(answer: unknown): UnwrappedAnswer | undefined {
  let value: unknown = answer;
  let path = 'credentials';
  for (const wrapper of STS_WRAPPERS) {
    if (isRecord(value) && Object.hasOwn(value, wrapper)) {
      value = value[wrapper];
      path += `.${wrapper}`;
    }
  }
  return isRecord(value) ? { fields: value, path } : undefined;
}

async function parseText(text: string): Promise<unknown> {
  try {
    if (text.startsWith('<')) return fromXml(refuseError(await parseXml(text)));
    return JSON.parse(text) as unknown;
  } catch (error) {
    if (error instanceof SyntaxError || error instanceof ParseError) {
      // The text may hold half a secret, so neither it nor the parser's message, which quotes it, is shown.
      throw notAnAnswer('credentials', `text of ${text.length} characters that is neither JSON nor XML`);
    }
    throw error;
  }
}

/**
 * An STS that refuses answers with an error of its own, which says more than that fields are missing.
 *
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
function refuseError(answer: XmlElement): XmlElement {
  const [error] = [answer, ...childElements(answer, 'ErrorResponse')].flatMap((node) =>
    childElements(node, 'Error'),
  );
  const code = childText(error, 'Code');
  if (code === undefined) return answer;
  throw new CredentialsError(
    `The STS gave no credentials but the error ${showValue(code)}: ask it otherwise`,
    [],
  );
}

/** Elements as an object of their texts, as deep as the wrappers go. */
function fromXml(element: XmlNode): Record<string, unknown> {
  const wrapped = STS_WRAPPERS.flatMap((name) =>
    childElements(element, name).map((child) => [name, fromXml(child)] as const),
  );
  const fields = Object.values(CREDENTIAL_FIELDS)
    .flat()
    .flatMap((name) => {
      const text = childText(element, name);
      return text === undefined ? [] : [[name, text] as const];
    });
  return Object.fromEntries([...wrapped, ...fields]);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);
}

/** Text, here JSON within JSON, may hold a secret. */
function showAnswer(value: unknown): string {
  return typeof value === 'string' ? `JSON text of ${value.length} characters, not shown` : showValue(value);
}

function notAnAnswer(path: string, value: string): CredentialsError {
  return new CredentialsError('The credentials cannot be read', [
    {
      code: 'invalid',
      path,
      value,
      message:
        'must be an STS answer: an object, or the JSON or XML text of one, with access key, secret, token and expiration',
    },
  ]);
}
