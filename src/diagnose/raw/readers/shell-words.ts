/** How a command line is quoted: as a POSIX shell reads it, or as the command prompt of Windows or its PowerShell does. */
export type Shell = 'posix' | 'cmd' | 'powershell';

/**
 * Which shell a copied command is for: browsers write `^"` for the command prompt, and nothing else does. Only PowerShell
 * breaks lines at backticks, or begins JSON with one before its quotes.
 */
export function shellOf(command: string): Shell {
  if (/`[ \t]*\r?\n|[{[]\\?`"/.test(command)) return 'powershell';
  if (/^[^'"]*\^"/.test(command)) return 'cmd';
  return /\^["%\n\r]|"\^/.test(command) && !/\$'|'[^']*\^"/.test(command) ? 'cmd' : 'posix';
}

/**
 * Cuts a command line into words, as far as browsers write them ("Copy as cURL"): quotes, escapes, `$'…'` with its
 * escapes, carets, broken lines. Nothing is expanded and nothing is run: `$(…)` stays as it is. Pure.
 *
 * A parser of our own: the well-known packages for this either expand variables and operators, or need Node, and none
 * reads the carets of the command prompt or `$'…'`.
 */
export function shellWords(command: string, shell: Shell): string[] {
  return posixLike(shell === 'cmd' ? uncaret(command) : command, RULES[shell]);
}

/** What the command prompt takes away before the program sees its line. */
function uncaret(command: string): string {
  return command
    .replace(/\^\r?\n\r?\n/g, '\n')
    .replace(/\^[ \t]*\r?\n/g, ' ')
    .replace(/\^(.)/gs, '$1');
}

interface Rules {
  readonly singleQuotes: boolean;
  /** What escapes within double quotes, and outside of them where `bareEscapes` says so. */
  readonly escaping: string;
  /** What is escaped within double quotes. */
  readonly inQuotes: RegExp;
  /** Whether anything is escaped outside of quotes. */
  readonly bareEscapes: boolean;
  /** Whether two double quotes within double quotes are one. */
  readonly doubles: boolean;
}

const RULES: Readonly<Record<Shell, Rules>> = {
  posix: { singleQuotes: true, escaping: '\\', inQuotes: /["\\$`\n]/, bareEscapes: true, doubles: false },
  cmd: { singleQuotes: false, escaping: '\\', inQuotes: /["\\]/, bareEscapes: false, doubles: true },
  powershell: { singleQuotes: true, escaping: '`', inQuotes: /["`$\n]/, bareEscapes: true, doubles: true },
};
/** What goes on in the next line though the line before is not broken as its shell would have it. */
const GOES_ON = /^[ \t]*(?:-|["']?https?:)/;

function posixLike(command: string, rules: Rules): string[] {
  const words: string[] = [];
  let word: string | null = null;
  let at = 0;
  while (at < command.length) {
    const letter = command[at] ?? '';
    const rest = command.slice(at + 1);
    if (/\s/.test(letter)) {
      // Behind the end of a line stands what the command printed.
      if (letter === '\n' && words.length + (word ?? '').length > 0 && !GOES_ON.test(rest)) break;
      if (word !== null) words.push(word);
      word = null;
      at += 1;
    } else if (rules.escaping === '\\' && rules.singleQuotes && letter === '$' && rest.startsWith("'")) {
      const [text, length] = untilAnsiQuote(command.slice(at + 2));
      word = (word ?? '') + text;
      at += 2 + length;
    } else if (rules.singleQuotes && letter === "'") {
      const end = command.indexOf("'", at + 1);
      word = (word ?? '') + command.slice(at + 1, end < 0 ? undefined : end);
      at = end < 0 ? command.length : end + 1;
    } else if (letter === '"') {
      const [text, length] = untilQuote(rest, rules);
      word = (word ?? '') + text;
      at += 1 + length;
    } else if (letter === rules.escaping && rules.bareEscapes) {
      // At the end of a line it joins it with the next one, also where blanks were copied behind it.
      const broken = /^[ \t]*\r?\n/.exec(rest)?.[0].length;
      if (broken === undefined) word = (word ?? '') + (command[at + 1] ?? '');
      at += 1 + (broken ?? 1);
    } else if (letter === '\\' && rest.startsWith('"')) {
      word = `${word ?? ''}"`;
      at += 2;
    } else {
      word = (word ?? '') + letter;
      at += 1;
    }
  }
  return word === null ? words : [...words, word];
}

/** The text up to a closing double quote, and how long it was with it. */
function untilQuote(text: string, { escaping, inQuotes, doubles }: Rules): [text: string, length: number] {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const letter = text[at] ?? '';
    const next = text[at + 1] ?? '';
    // Firefox doubles quotes for the command prompt.
    if (letter === '"' && doubles && next === '"') {
      out += '"';
      at += 2;
    } else if (letter === '"') return [out, at + 1];
    else if (letter === escaping && inQuotes.test(next)) {
      out += next === '\n' ? '' : next;
      at += 2;
    } else {
      out += letter;
      at += 1;
    }
  }
  return [out, at];
}

const ESCAPES: Readonly<Record<string, string>> = {
  n: '\n',
  r: '\r',
  t: '\t',
  "'": "'",
  '"': '"',
  '\\': '\\',
};

/** The text of `$'…'`, and how long it was with its closing quote. */
function untilAnsiQuote(text: string): [text: string, length: number] {
  let out = '';
  let at = 0;
  while (at < text.length) {
    const letter = text[at] ?? '';
    if (letter === "'") return [out, at + 1];
    const code = /^\\(?:u([\da-f]{4})|x([\da-f]{2}))/i.exec(text.slice(at, at + 6));
    if (code !== null) {
      out += String.fromCharCode(Number.parseInt(code[1] ?? code[2] ?? '', 16));
      at += code[0].length;
    } else if (letter === '\\') {
      const next = text[at + 1] ?? '';
      out += ESCAPES[next] ?? `\\${next}`;
      at += 2;
    } else {
      out += letter;
      at += 1;
    }
  }
  return [out, at];
}
