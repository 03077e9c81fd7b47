/** Deeper causes are left out. */
const MOST_CAUSES = 4;

/**
 * What somebody else's code threw, as an error may show it: clients hang whole requests and answers on their errors. Name,
 * message, code, stack and causes stay, as redacted text; the rest is left out.
 *
 * @param redact - Takes out of a text what must not show.
 * @returns A fresh error; text and other primitive values as such.
 */
export function copyError(
  thrown: unknown,
  redact: (text: string) => string,
  depth: number = MOST_CAUSES,
): unknown {
  if (typeof thrown === 'string') return redact(thrown);
  if (typeof thrown !== 'object' || thrown === null) return typeof thrown === 'function' ? undefined : thrown;
  const { name, message, code, stack, cause } = thrown as Readonly<Record<string, unknown>>;
  const inner = cause === undefined || depth === 0 ? {} : { cause: copyError(cause, redact, depth - 1) };
  const copy = new Error(typeof message === 'string' ? redact(message) : 'not an error', inner);
  const define = (property: string, value: unknown, enumerable: boolean) => {
    const shown = typeof value === 'string' ? redact(value) : value;
    if (typeof shown !== 'string' && typeof shown !== 'number') return;
    Object.defineProperty(copy, property, { value: shown, enumerable, configurable: true, writable: true });
  };
  define('name', name, false);
  define('stack', stack, false);
  // Node tells the system's reason only here: ECONNREFUSED.
  define('code', code, true);
  return copy;
}
