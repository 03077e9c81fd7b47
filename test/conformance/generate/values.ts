import type { Random } from '../random.js';

/** Bytes that a line may hold and that are hostile to whoever splits, trims or decodes it. */
const HOSTILE_BYTES: readonly string[] = [
  ...'"():<>?@[\\]{},;=/*\'`%+-._~!#$&^| \t',
  ...'\x01\x08\x0b\x0c\x0e\x1b\x1f\x7f',
  ...'\x80\x85\xa0\xad\xc2\xe9\xff',
  '\xc3\xa9',
  '\xe2\x80\x8b',
  '\xf0\x9f\x98\x80',
];

/** One hostile byte, or the few of one character of UTF-8. */
export function hostileByte(random: Random): string {
  return random.pick(HOSTILE_BYTES);
}

/** A text with something hostile before, inside or after it. */
export function withHostileByte(random: Random, text: string): string {
  const at = random.pick([0, text.length, random.integer(0, text.length)]);
  return text.slice(0, at) + hostileByte(random) + text.slice(at);
}

/** A text with blanks that HTTP strips at its ends. */
export function withBlanks(random: Random, text: string): string {
  const blanks = ['', ' ', '\t', '  ', ' \t '];
  return random.pick(blanks) + text + random.pick(blanks);
}

/** A text in other cases: small, capital, or letter by letter. */
export function inOtherCase(random: Random, text: string): string {
  return random.pick([
    () => text.toLowerCase(),
    () => text.toUpperCase(),
    () => text.replace(/[a-z]/gi, (c) => (random.percent(50) ? c.toUpperCase() : c.toLowerCase())),
  ])();
}

/** A list in one line, with the commas, blanks and empty items that people write. */
export function joinList(random: Random, items: readonly string[]): string {
  const comma = random.weigh([
    [8, ', '],
    [4, ','],
    [1, ' ,\t'],
    [1, ',,'],
    [1, ', ,'],
  ]);
  const text = items.join(comma);
  return random.weigh([
    [10, text],
    [1, `,${text}`],
    [1, `${text},`],
    [1, `${text} , `],
  ]);
}

/** The same list in one to three lines. */
export function inLines(random: Random, items: readonly string[]): string[] {
  const lineCount = random.weigh([
    [8, 1],
    [2, 2],
    [1, 3],
  ]);
  const lines: string[][] = Array.from({ length: lineCount }, () => []);
  for (const item of items) random.pick(lines).push(item);
  return lines.map((line) => joinList(random, line));
}
