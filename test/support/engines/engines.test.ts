import { afterAll, beforeAll, expect, it } from 'vitest';
import { type FileServer, serveFiles } from '../serve-files.js';
import { describeWithEngines } from './describe-with-engines.js';
import type { EnginePage } from './engine.js';

const AGENTS = { chromium: /Chrome\//, firefox: /Firefox\//, webkit: /^(?!.*Chrome).* AppleWebKit\// };

describeWithEngines('a page', ({ name, engine }) => {
  let server: FileServer;
  let page: EnginePage;
  beforeAll(async () => {
    const body = '<!doctype html><meta charset="utf-8"><title>a page</title>';
    server = await serveFiles(new Map([['/', { body, contentType: 'text/html' }]]));
    page = await engine().open(`${server.origin}/`);
  });
  afterAll(async () => {
    await page?.close();
    await server?.stop();
  });

  it('is the engine that it says', async () => {
    expect(await page.evaluate(() => navigator.userAgent)).toMatch(AGENTS[name]);
    expect(engine().name).toBe(name);
  });

  it('is open at its address, as a secure context', async () => {
    const seen = await page.evaluate(() => [location.origin, document.title, isSecureContext]);
    expect(seen).toEqual([server.origin, 'a page', true]);
  });

  it('carries JSON there and back', async () => {
    const value = {
      text: '中\u2028👩‍💻 "\\ </script>',
      list: [0, -1.5, null, true],
      ['__proto__']: { a: 1 },
    };
    expect(await page.evaluate((given: typeof value, more: number) => ({ given, more }), value, 2)).toEqual({
      given: value,
      more: 2,
    });
    expect(await page.evaluate(() => undefined)).toBe(null);
  });

  it('awaits what is asynchronous', async () => {
    const status = await page.evaluate(async (path: string) => (await fetch(path)).status, '/absent');
    expect(status).toBe(404);
  });

  it('says what was thrown, at once and later', async () => {
    const thrown = page.evaluate(() => {
      throw new TypeError('broken at once');
    });
    await expect(thrown).rejects.toThrow('TypeError: broken at once');
    const rejected = page.evaluate(async () => {
      await Promise.resolve();
      throw new RangeError('broken later');
    });
    await expect(rejected).rejects.toThrow('RangeError: broken later');
    // The page is still there.
    expect(await page.evaluate(() => 1)).toBe(1);
  });

  it('tells its console, where the driver does', async () => {
    await page.evaluate(() => Reflect.get(globalThis, 'console').log('a line', 2));
    if (page.consoleLines === null) expect(name).toBe('webkit');
    else await expect.poll(() => page.consoleLines).toContain('a line 2');
  });

  it('shares nothing with another page, and runs beside it', async () => {
    const other = await engine().open(`${server.origin}/`);
    await page.evaluate(() => localStorage.setItem('name', 'first'));
    const [mine, theirs] = await Promise.all(
      [page, other].map((each) => each.evaluate(() => localStorage.getItem('name'))),
    );
    await other.close();
    expect([mine, theirs]).toEqual(['first', null]);
  });
});
