import { runCommandLine } from '../../src/cli/run-command-line.js';
import type { Surroundings } from '../../src/cli/surroundings.js';
import { ownTiming } from '../cors/plan/live-flow.js';

/** How a command ended, and what it wrote. */
export interface Ran {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
  /** The files after it. */
  readonly files: ReadonlyMap<string, string>;
  /** What was asked of a person. */
  readonly asked: readonly string[];
}

/** Runs a command line in this process, with files in memory. */
export async function runHere(
  args: readonly string[],
  given: Partial<Surroundings> & {
    readonly files?: Readonly<Record<string, string>>;
    readonly answer?: string;
  } = {},
): Promise<Ran> {
  const { files: start = {}, answer = '', ...more } = given;
  const files = new Map(Object.entries(start));
  const [out, err, asked]: [string[], string[], string[]] = [[], [], []];
  const exitCode = await runCommandLine(args, {
    env: {},
    home: '/home/user',
    isTerminal: false,
    canAsk: false,
    out: (text) => void out.push(text),
    err: (text) => void err.push(text),
    readFile: async (path) => {
      const text = files.get(path);
      if (text === undefined) throw Object.assign(new Error(`no ${path}`), { code: 'ENOENT' });
      return text;
    },
    writeFile: async (path, text, replace) => {
      if (files.has(path) && !replace) throw Object.assign(new Error(`there is ${path}`), { code: 'EEXIST' });
      files.set(path, text);
    },
    removeFile: async (path) => void files.delete(path),
    ask: async (question) => {
      asked.push(question);
      return answer;
    },
    runCommand: () => Promise.reject(new Error('exit 1')),
    untilInterrupted: async () => {},
    now: () => new Date(),
    timing: ownTiming(),
    fetch: globalThis.fetch,
    ...more,
  });
  return { exitCode, out: out.join(''), err: err.join(''), files, asked };
}
