import type { EnginePage } from './engine.js';

type Outcome = { readonly value: unknown } | { readonly error: string };

/**
 * How to run functions in a page whose driver runs expressions. The same text runs in every engine, and its value is a
 * text, so that all drivers carry the same.
 *
 * @param askPage - Has the page evaluate an expression, and awaits the promise that is its value.
 */
export function evaluateBy(askPage: (expression: string) => Promise<unknown>): EnginePage['evaluate'] {
  return async (run, ...args) => readOutcome(await askPage(expressionOf(run, args))) as never;
}

function expressionOf(run: (...args: never) => unknown, args: readonly unknown[]): string {
  // A text within a text: as an expression, JSON would give the name `__proto__` another meaning.
  const given = JSON.stringify(JSON.stringify(args));
  return `(async () => {
    try {
      const value = await (${run})(...JSON.parse(${given}));
      return JSON.stringify({ value: value === undefined ? null : value });
    } catch (error) {
      const said = String(error);
      const stack = error instanceof Error && typeof error.stack === 'string' ? error.stack : '';
      return JSON.stringify({ error: stack.includes(said) ? stack : said + '\\n' + stack });
    }
  })()`;
}

function readOutcome(text: unknown): unknown {
  if (typeof text !== 'string')
    throw new Error(`The page answered ${JSON.stringify(text)}, which is no text`);
  const outcome = JSON.parse(text) as Outcome;
  if ('error' in outcome) throw new Error(`In the page: ${outcome.error.trim()}`);
  return outcome.value;
}
