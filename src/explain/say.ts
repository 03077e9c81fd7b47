import type { Condition, Line, Say } from './language.js';

/** What a line needs to be said. */
export interface Sayable {
  readonly values: Readonly<Record<string, string>>;
  readonly conditions: Readonly<Record<Condition, boolean>>;
}

/** A line with its values; `null`: it cannot be said, as a value is not known or its condition does not hold. Pure. */
export function say(line: Line, { values, conditions }: Sayable): string | null {
  if (typeof line === 'string' || !('when' in line)) return sayFirst(line, values);
  if (conditions[line.when]) return sayFirst(line.say, values);
  return line.otherwise === undefined ? null : sayFirst(line.otherwise, values);
}

/** Several lines, without those that cannot be said. */
export function sayAll(lines: readonly Line[], sayable: Sayable): string[] {
  return lines.flatMap((line) => say(line, sayable) ?? []);
}

function sayFirst(given: Say, values: Sayable['values']): string | null {
  const choices = typeof given === 'string' ? [given] : given;
  const isKnown = (text: string) => placeholdersIn(text).every((name) => values[name]);
  const chosen = choices.find(isKnown);
  if (chosen === undefined) return null;
  const said = chosen.replace(PLACEHOLDER, (_, name: string) => values[name] ?? '');
  // A rule's name stands within sentences too; addresses and header names stay as they are.
  return chosen.startsWith('{rule}') ? said.charAt(0).toUpperCase() + said.slice(1) : said;
}

const PLACEHOLDER = /\{(\w+)\}/g;

/** The names in braces in a text, in their order. */
export function placeholdersIn(text: string): string[] {
  return [...text.matchAll(PLACEHOLDER)].map(([, name = '']) => name);
}
