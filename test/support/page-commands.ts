import { readFileSync } from 'node:fs';
import { runHere } from '../cli/surroundings.js';

/** What a command of a page is run with, and what it leaves. */
export interface PageShell {
  readonly env: Readonly<Record<string, string>>;
  /** By name, as one command leaves them to the next. */
  files: Record<string, string>;
}

/** How one line of a page ended. */
export interface LineRan {
  readonly line: string;
  readonly expectedCode: number;
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** The code blocks of a page in one language, in order. */
export function blocksOf(page: string, language: string): string[] {
  const found = readFileSync(page, 'utf8').matchAll(
    new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'gm'),
  );
  return [...found].map(([, block = '']) => block);
}

/**
 * Runs the lines of a block as a shell would, in this process: `npx bucket-preflight …`, with `> FILE` after it. A line
 * `# exits with 1` says how all of the block end; other comments are passed over.
 */
export async function runBlock(block: string, shell: PageShell): Promise<LineRan[]> {
  const expectedCode = Number(/^# exits with (\d+)$/m.exec(block)?.[1] ?? 0);
  const lines = block.replaceAll('\\\n', ' ').trim().split('\n');
  const ran: LineRan[] = [];
  for (const line of lines.filter((each) => !each.startsWith('#'))) {
    const words = [...line.replace(/ +#.*$/, '').matchAll(/'([^']*)'|(\S+)/g)].map(
      ([, quoted, bare]) => quoted ?? bare ?? '',
    );
    const [program, name, ...args] = words;
    if (`${program} ${name}` !== 'npx bucket-preflight')
      throw new Error(`a page has another program: ${line}`);
    const to = args.indexOf('>');
    const { exitCode, out, err, files } = await runHere(to < 0 ? args : args.slice(0, to), shell);
    shell.files = { ...Object.fromEntries(files), ...(to < 0 ? {} : { [args[to + 1] ?? '']: out }) };
    ran.push({ line, expectedCode, exitCode, out, err });
  }
  return ran;
}
