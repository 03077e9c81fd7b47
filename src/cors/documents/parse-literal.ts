import { wordedParseError } from '../../model/worded-parse-error.js';
import { type Wording, worded } from '../../model/wording.js';

/** Deeper than any shape of a CORS configuration, and shallow enough for any stack. */
const MAX_DEPTH = 32;

/** What differs within single quotes from within double ones. */
const RESPELT: Readonly<Record<string, string>> = { '"': '\\"', "\\'": "'" };

/** What a literal says: objects as maps without a prototype, so that no key means anything but itself. */
export type Literal =
  | string
  | number
  | boolean
  | null
  | readonly Literal[]
  | { readonly [key: string]: Literal };

/** A literal that was read. */
export interface ParsedLiteral {
  readonly value: Literal;
  /** Whether it is JSON as it stands. Otherwise it has comments, bare names, single quotes or commas at an end. */
  readonly isJson: boolean;
}

/**
 * Reads JSON, and what people paste from programs in its place: bare names as keys, single quotes, comments, a comma at the
 * end of a list. Nothing is run, and no key is special (`__proto__` is a key like any other).
 *
 * @throws ParseError with line and column of the first thing that is none of that, of a key that stands twice, and of nesting
 * deeper than 32.
 */
export function parseLiteral(text: string): ParsedLiteral {
  let at = 0;
  let isJson = true;

  function fail(what: Wording): never {
    const lines = text.slice(0, at).split('\n');
    const column = (lines.at(-1)?.length ?? 0) + 1;
    throw wordedParseError(worded`Neither XML nor JSON: ${what} (line ${lines.length}, column ${column})`);
  }

  /** What matches here, after space and comments. */
  function take(pattern: RegExp): string | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text)?.[0];
    at += found?.length ?? 0;
    return found;
  }

  function skipSpace(): void {
    for (;;) {
      const skipped = take(/[\s\ufeff]+|\/\/.*|\/\*[\s\S]*?\*\//y);
      if (skipped === undefined) return;
      if (skipped.startsWith('/')) isJson = false;
    }
  }

  function sign(character: string): boolean {
    skipSpace();
    if (text[at] !== character) return false;
    at += 1;
    return true;
  }

  function quoted(): string | undefined {
    const double = take(/"[^"\\\n]*(?:\\.[^"\\\n]*)*"/y);
    if (double !== undefined) return fromJson(double);
    const single = take(/'[^'\\\n]*(?:\\.[^'\\\n]*)*'/y);
    if (single === undefined) return undefined;
    isJson = false;
    return fromJson(`"${single.slice(1, -1).replace(/\\.|"/g, (part) => RESPELT[part] ?? part)}"`);
  }

  function fromJson(json: string): string {
    try {
      return JSON.parse(json) as string;
    } catch {
      return fail(worded`a text with an escape or a character that JSON does not know`);
    }
  }

  function key(): string {
    const name = quoted();
    if (name !== undefined) return name;
    isJson = false;
    return take(/[\p{ID_Start}$_][\p{ID_Continue}$-]*/uy) ?? fail(worded`a name was expected`);
  }

  function items(end: string, item: () => void): void {
    let hasMore = !sign(end);
    while (hasMore) {
      item();
      if (sign(end)) return;
      if (!sign(',')) fail(worded`"," or "${end}" was expected`);
      hasMore = !sign(end);
      if (!hasMore) isJson = false;
    }
  }

  function value(depth: number): Literal {
    if (depth > MAX_DEPTH) fail(worded`nested deeper than ${MAX_DEPTH}`);
    if (sign('{')) {
      const fields: Record<string, Literal> = Object.create(null);
      items('}', () => {
        skipSpace();
        const name = key();
        if (Object.hasOwn(fields, name))
          fail(worded`the key ${JSON.stringify(name.slice(0, 80))} stands twice`);
        if (!sign(':')) fail(worded`":" was expected`);
        fields[name] = value(depth + 1);
      });
      return fields;
    }
    if (sign('[')) {
      const list: Literal[] = [];
      items(']', () => list.push(value(depth + 1)));
      return list;
    }
    const said = quoted();
    if (said !== undefined) return said;
    const word = take(/-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?(?![\w.])|(?:true|false|null)(?!\w)/y);
    return word === undefined ? fail(worded`a value was expected`) : (JSON.parse(word) as Literal);
  }

  const whole = value(0);
  // Programs end statements so.
  if (sign(';')) isJson = false;
  skipSpace();
  if (at < text.length) fail(worded`more follows`);
  return { value: whole, isJson };
}
