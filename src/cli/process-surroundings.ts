import { spawn } from 'node:child_process';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { createInterface } from 'node:readline/promises';
import { buffer, text } from 'node:stream/consumers';
import { platformTime } from '../cors/plan/timing.js';
import { decodeText } from './decode-text.js';
import type { Surroundings } from './surroundings.js';

/** Those of this process. */
export function processSurroundings(): Surroundings {
  return {
    env: process.env,
    home: homedir(),
    isTerminal: process.stdout.isTTY === true,
    canAsk: process.stdin.isTTY === true && process.stderr.isTTY === true,
    out: (written) => void process.stdout.write(written),
    err: (written) => void process.stderr.write(written),
    readFile: async (path) => decodeText(await (path === '-' ? buffer(process.stdin) : readFile(path))),
    writeFile: (path, written, replace) =>
      writeFile(path, written, { mode: 0o600, flag: replace ? 'w' : 'wx' }),
    removeFile: (path) => rm(path, { force: true }),
    ask,
    runCommand,
    untilInterrupted: () =>
      new Promise((resolve) => {
        for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
      }),
    now: () => new Date(),
    timing: platformTime,
    fetch: globalThis.fetch,
  };
}

async function ask(question: string): Promise<string> {
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  const closed = new Promise<string>((resolve) => lines.once('close', () => resolve('')));
  const answer = await Promise.race([lines.question(question), closed]);
  lines.close();
  return answer;
}

/** Its error output is the user's to see; what it prints is a secret, and goes nowhere else. */
async function runCommand(command: string, signal: AbortSignal): Promise<string> {
  const child = spawn(command, { shell: true, stdio: ['inherit', 'pipe', 'inherit'], signal });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, by) => (code === 0 ? resolve() : reject(new Error(`exit ${code ?? by}`))));
  });
  const [printed] = await Promise.all([text(child.stdout), ended]);
  return printed;
}
