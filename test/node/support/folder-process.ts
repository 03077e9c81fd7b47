import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { TestCredentials } from './sign-aws-v4.js';

/** A local bucket in a process of its own, its objects in a folder. */
export interface FolderProcess {
  readonly endpoint: string;
  readonly kill: () => void;
  readonly ended: Promise<unknown>;
  /** The most memory that it had resident until now, in bytes. */
  readonly peakBytes: () => Promise<number>;
}

/** @param script - `serve-folder.ts`, bundled. */
export async function startFolderProcess(
  script: string,
  dir: string,
  { accessKeyId, secretAccessKey }: TestCredentials,
): Promise<FolderProcess> {
  const child: ChildProcess = spawn(process.execPath, [script, dir, accessKeyId, secretAccessKey], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const ended = once(child, 'close');
  if (child.stdout === null) throw new Error('no output of the process');
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  const next = async (): Promise<string> => {
    const { value, done } = await lines.next();
    if (done === true) throw new Error('the process ended');
    return value;
  };
  return {
    endpoint: await next(),
    kill: () => child.kill('SIGKILL'),
    ended,
    peakBytes: async () => {
      child.stdin?.write('\n');
      return Number(await next());
    },
  };
}
