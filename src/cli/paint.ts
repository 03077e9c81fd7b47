/** Colours, or none. */
export type Paint = Readonly<Record<keyof typeof CODES, (text: string) => string>>;

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, cyan: 36 } as const;

/**
 * Paints for a terminal.
 *
 * @param isOn - Otherwise texts stay as they are.
 * @see https://no-color.org/
 */
export function createPaint(isOn: boolean): Paint {
  const paint = (code: number) => (text: string) =>
    isOn && text !== '' ? `\x1b[${code}m${text}\x1b[0m` : text;
  return Object.fromEntries(Object.entries(CODES).map(([name, code]) => [name, paint(code)])) as Paint;
}

/** Text of a stranger with its control characters, which could rewrite what a terminal shows, spelt out as JSON does. */
export function printable(text: string): string {
  return text.replace(/(?![\n\t])[\p{Cc}\p{Cf}]/gu, (character) =>
    Array.from(
      { length: character.length },
      (_, unit) => `\\u${character.charCodeAt(unit).toString(16).padStart(4, '0')}`,
    ).join(''),
  );
}

/** A value for programs, which people look at in a terminal too. */
export function printableJson(value: unknown): string {
  return `${printable(JSON.stringify(value, null, 2))}\n`;
}
