/** Under which names services, sample servers and app servers tell what went wrong; the first that is there says most. */
const NAMES = ['ErrorCode', 'Code', 'code'];

/** Words with dots, as `AuthFailure.TokenFailure`, or a number: a code, and no secret in its place. */
const CODE = /^[A-Za-z]{1,40}([._-][A-Za-z]{1,40}){0,3}$|^-?\d{1,6}$/;

/** What some servers say when all is well. */
const SUCCESS = /^(0|200|ok|success)$/i;

/**
 * The code of the error that an answer without credentials tells. Pure.
 *
 * @param levels - The object that should hold the credentials, then those around it.
 * @returns As it may be shown: `"NoPermission"`, or that it is not shown, as what it holds may be a secret. `undefined`: no
 * error is told.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/CommonErrors.html
 */
export function stsErrorCode(levels: readonly Readonly<Record<string, unknown>>[]): string | undefined {
  const holders = levels.flatMap((level) => [level.Error, firstOf(level.errors), level]);
  const codes = holders.flatMap((holder) => NAMES.map((name) => textOf(holder, name)));
  const code = codes.find((text) => text !== undefined && !SUCCESS.test(text));
  if (code === undefined) return undefined;
  return CODE.test(code) ? `"${code}"` : `of ${code.length} characters, not shown`;
}

function firstOf(value: unknown): unknown {
  return Array.isArray(value) ? value[0] : undefined;
}

function textOf(holder: unknown, name: string): string | undefined {
  if (typeof holder !== 'object' || holder === null || !Object.hasOwn(holder, name)) return undefined;
  const code: unknown = Reflect.get(holder, name);
  return (typeof code === 'string' && code !== '') || typeof code === 'number' ? String(code) : undefined;
}
