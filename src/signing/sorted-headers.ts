import type { HeaderEntry } from '../model/cors-exchange.js';

/** Headers as signatures list them: names lower-case and sorted, values without space around them. */
export function sortedHeaders(headers: Readonly<Record<string, string>>): HeaderEntry[] {
  return Object.entries(headers)
    .map(([name, value]): HeaderEntry => [name.toLowerCase(), withoutSpace(value)])
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
}

/** The same headers with lower-case names. */
export function lowerNames(headers: Readonly<Record<string, string>> | undefined): Record<string, string> {
  const lowered: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) lowered[name.toLowerCase()] = value;
  return lowered;
}

const SPACE = '\t\n\r ';

/** What HTTP takes for space around a value, and no more. */
function withoutSpace(value: string): string {
  // Looking at both ends is cheap; the pattern looks at every character, and a token has hundreds.
  if (!SPACE.includes(value.charAt(0)) && !SPACE.includes(value.charAt(value.length - 1))) return value;
  return value.replace(/^[\t\n\r ]+|[\t\n\r ]+$/g, '');
}
