import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { randomInt } from 'node:crypto';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';

/** A server process that a test started. */
export interface Daemon {
  readonly name: string;
  /** Rejects when the process ends though nobody stopped it; never resolves. To be raced with what is awaited. */
  readonly diedEarly: Promise<never>;
  /** The last lines of what it wrote. */
  logTail(): string;
  /** Asks it to end, and ends it by force when it has not after `graceMs` (default 1000). Resolves when it is gone. */
  stop(graceMs?: number): Promise<void>;
}

const atExit = new Set<() => void>();
process.once('exit', () => {
  // The last first, so that a server is gone before the folder it writes to.
  for (const action of [...atExit].reverse()) action();
});

/** Has `action`, which cannot wait for anything, run when this process ends. Answers what calls that off. */
export function onProcessExit(action: () => void): () => void {
  atExit.add(action);
  return () => atExit.delete(action);
}

/**
 * Starts a server in the foreground of this process, its output in `logFile`. It ends with this process, even one that
 * is killed: `setpriv` has the kernel see to that before it turns into the server itself, under the same pid.
 */
export function startDaemon(name: string, args: readonly string[], logFile: string): Daemon {
  const log = openSync(logFile, 'a');
  const child = spawn('setpriv', ['--pdeathsig', 'KILL', name, ...args], { stdio: ['ignore', log, log] });
  closeSync(log);
  const killNow = (): void => {
    child.kill('SIGKILL');
  };
  const forget = onProcessExit(killNow);

  let stopping = false;
  const logTail = (): string => tail(readFileSync(logFile, 'utf8'));
  const ended = new Promise<string>((resolve) => {
    child.once('error', (error) => resolve(error.message));
    child.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`));
  });
  const diedEarly = ended.then((how) => {
    forget();
    return stopping ? new Promise<never>(() => {}) : Promise.reject(new Error(`${name} ended (${how})`));
  });
  // It may end while nobody is racing it, which must not count as an unhandled rejection.
  diedEarly.catch(() => {});

  const stop = async (graceMs = 1000): Promise<void> => {
    stopping = true;
    child.kill('SIGTERM');
    const timer = setTimeout(killNow, graceMs);
    await ended;
    clearTimeout(timer);
  };
  return { name, diedEarly, logTail, stop };
}

/** Runs a program to its end and answers its stdout. Throws with its stderr when it fails or outlasts `timeoutMs`. */
export function run(program: string, args: readonly string[], timeoutMs: number): Promise<string> {
  return new Promise((resolve, reject) => {
    const child: ChildProcess = execFile(
      program,
      args,
      { timeout: timeoutMs, killSignal: 'SIGKILL' },
      (error, stdout, stderr) => {
        if (error === null) resolve(stdout);
        else
          reject(
            new Error(
              `${program} ${args[0]}: ${error.killed ? `over ${timeoutMs} ms` : error.message}\n${tail(stderr)}`,
            ),
          );
      },
    );
    child.stdin?.end();
  });
}

/** Asks `probe` until it answers true. Throws after `timeoutMs`, naming `what` was awaited. */
export async function waitUntil(
  what: string,
  probe: () => Promise<boolean>,
  timeoutMs: number,
): Promise<void> {
  const deadline = performance.now() + timeoutMs;
  while (!(await probe())) {
    if (performance.now() > deadline) throw new Error(`${what}: not within ${timeoutMs} ms`);
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

/**
 * Finds ports of 127.0.0.1 that nobody listens on. They lie below the range that the kernel gives to outgoing
 * connections, so that no client takes one between this answer and the server's start.
 */
export async function freePorts(count: number): Promise<number[]> {
  const ports = new Set<number>();
  for (let attempt = 0; ports.size < count; attempt += 1) {
    if (attempt > 1000) throw new Error('no free port between 20000 and 32000');
    const port = randomInt(20_000, 32_000);
    if (await isFree(port)) ports.add(port);
  }
  return [...ports];
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

function tail(text: string): string {
  return text
    .split('\n')
    .filter((line) => line !== '')
    .slice(-15)
    .join('\n');
}
