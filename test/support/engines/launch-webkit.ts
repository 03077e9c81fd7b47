import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Daemon, freePorts, onProcessExit, startDaemon, waitUntil } from '../../servers/processes.js';
import type { Engine, EnginePage } from './engine.js';
import { evaluateBy } from './evaluate-by.js';
import { webkitDriverPath } from './present-engines.js';
import { startSession } from './web-driver.js';

const READY_MS = 30_000;

/**
 * WebKitGTK's small browser, on a display of its own that no screen shows. Each page has a driver of its own, since a
 * driver has one browser and a browser's windows cannot be asked side by side.
 *
 * Display and drivers end with this process, even one that is killed; the browsers end with their display.
 *
 * @param environment - Further environment variables.
 */
export async function launchWebkit(environment: Readonly<Record<string, string>> = {}): Promise<Engine> {
  const dir = mkdtempSync(join(tmpdir(), 'bucket-preflight-webkit-'));
  const removeDir = (): void => rmSync(dir, { recursive: true, force: true, maxRetries: 3 });
  const forget = onProcessExit(removeDir);
  const pages = new Set<EnginePage>();
  // It takes the first number that is free, and writes it to its output.
  const args = ['-displayfd', '1', '-screen', '0', '1280x1024x24', '-nolisten', 'tcp'];
  const display = startDaemon('Xvfb', args, join(dir, 'display.out'));
  const close = async (): Promise<void> => {
    // A browser that does not end when it is asked to ends with its display.
    await Promise.allSettled([...pages].map((page) => page.close()));
    await display.stop();
    removeDir();
    forget();
  };
  try {
    const number = await displayNumber(display);
    return {
      name: 'webkit',
      open: async (url) => {
        const variables = { ...environment, DISPLAY: `:${number}` };
        const page = await openPage(url, variables, join(dir, `driver-${pages.size}.out`));
        pages.add(page);
        return page;
      },
      close,
    };
  } catch (error) {
    await close();
    throw error;
  }
}

async function displayNumber(display: Daemon): Promise<string> {
  let number: string | undefined;
  const isWritten = async (): Promise<boolean> => {
    number = /^\d+$/m.exec(display.logTail())?.[0];
    return number !== undefined;
  };
  await Promise.race([waitUntil('a display', isWritten, READY_MS), display.diedEarly]);
  return number ?? '';
}

async function openPage(
  url: string,
  environment: Readonly<Record<string, string>>,
  logFile: string,
): Promise<EnginePage> {
  const [port = 0] = await freePorts(1);
  const origin = `http://127.0.0.1:${port}`;
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`);
  const command = [...variables, webkitDriverPath ?? '', '--host=127.0.0.1', `--port=${port}`];
  const driver = startDaemon('env', command, logFile);
  try {
    await Promise.race([waitUntil(origin, () => isReady(origin), READY_MS), driver.diedEarly]);
    const session = await Promise.race([startSession(origin), driver.diedEarly]);
    await session.navigate(url);
    let closed: Promise<void> | undefined;
    return {
      evaluate: evaluateBy(session.evaluate),
      consoleLines: null,
      close: () => {
        closed ??= session.end().finally(() => driver.stop());
        return closed;
      },
    };
  } catch (error) {
    const log = driver.logTail();
    await driver.stop();
    throw new Error(`WebKitGTK did not start: ${error instanceof Error ? error.message : error}\n${log}`, {
      cause: error,
    });
  }
}

async function isReady(origin: string): Promise<boolean> {
  try {
    const response = await fetch(`${origin}/status`, { signal: AbortSignal.timeout(2000) });
    const { value } = (await response.json()) as { readonly value: { readonly ready: boolean } };
    return value.ready;
  } catch {
    return false;
  }
}
