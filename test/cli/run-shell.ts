import { type ChildProcess, spawn } from 'node:child_process';
import { resolve } from 'node:path';
import { text } from 'node:stream/consumers';

/** The command line as it is built. */
export const MAIN: string = resolve('dist/esm/cli/main.js');

/** How a shell ended, and what it wrote. */
export interface ShellRan {
  readonly exitCode: number;
  readonly out: string;
  readonly err: string;
}

/** Runs lines in a shell of its own, where `npx bucket-preflight` is the command line as it is built. */
export async function runShell(lines: string, cwd: string, env: Record<string, string>): Promise<ShellRan> {
  const npx = `npx() { shift; '${process.execPath}' '${MAIN}' "$@"; }`;
  const child = spawn('sh', ['-ec', `${npx}\n${lines}`], {
    cwd,
    env: bare(env),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [out, err, exitCode] = await Promise.all([text(child.stdout), text(child.stderr), endOf(child)]);
  return { exitCode, out, err };
}

/** Starts the command line by itself. */
export function startMain(args: readonly string[], cwd: string, env: Record<string, string>): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { cwd, env: bare(env), stdio: ['ignore', 'pipe', 'pipe'] });
}

export function endOf(child: ChildProcess): Promise<number> {
  return new Promise((done, fail) => {
    child.once('error', fail);
    child.once('close', (code) => done(code ?? -1));
  });
}

/** No credentials, profiles or locale of whoever runs the tests. */
function bare(env: Record<string, string>): Record<string, string> {
  return { PATH: process.env.PATH ?? '', HOME: '/nonexistent', LANG: 'C', ...env };
}
