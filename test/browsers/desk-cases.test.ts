import { readdirSync, readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import type { Browser, Page, Response as PageResponse } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { getBucketCors } from '../../src/cors/get-bucket-cors.js';
import { launchChromium } from '../support/chromium.js';
import { describeWithEngines } from '../support/engines/describe-with-engines.js';
import { chromiumPath } from '../support/needs.js';
import { type ServedDesk, serveDesk } from '../support/serve-desk.js';
import { takePictures } from './desk-cases/take-pictures.js';

/** What each case ends with: the outcome of its upload, and the verdict. */
const CASES = [
  ['token-header', 'unreadable', 'pre.header'],
  ['origin', 'unreadable', 'pre.origin'],
  ['method', 'unreadable', 'pre.method'],
  ['split', 'unreadable', 'pre.cross-rule'],
  ['no-rules', 'unreadable', 'pre.no-config'],
  ['etag', 'stored', 'ok.allowed'],
  ['expired-token', 'refused', 'act.readable-error'],
  ['hidden-error', 'unreadable', 'act.error-without-cors'],
  ['skewed-clock', 'refused', 'act.readable-error'],
  ['stale-preflight', 'unreadable', 'pre.no-config'],
  ['two-headers', 'unreadable', 'pre.acao-multiple'],
  ['redirect', 'unreadable', 'pre.redirect'],
  ['no-bucket', 'unreadable', 'pre.bucket'],
  ['cut-off', 'unreadable', 'ok.allowed'],
] as const;

const RECORDED = [
  ['mixed-content', 'env.mixed'],
  ['poisoned-cache', 'cache.http-poison'],
] as const;

/** What is seen on the page after a step of a case. */
interface Seen {
  readonly outcome: string | null;
  readonly code: string | null;
  readonly stop: string | null;
  readonly said: string;
}

/**
 * Presses a button of the desk and resolves when the page has come to rest. Runs in the page, in any engine.
 *
 * @param until - The selector of what must be there then.
 */
async function press(hook: string, until: string): Promise<Seen> {
  const byHook = (name: string) => document.querySelector<HTMLElement>(`[data-testid="${name}"]`);
  const isAtRest = () =>
    byHook('diagnose')?.getAttribute('aria-disabled') === 'false' && document.querySelector(until) !== null;
  const becomes = (isSo: () => boolean) =>
    new Promise<void>((resolve) => {
      const look = () => {
        if (!isSo()) return;
        observer.disconnect();
        resolve();
      };
      const observer = new MutationObserver(look);
      observer.observe(document, { subtree: true, childList: true, attributes: true });
      look();
    });
  await becomes(() => byHook(hook) !== null);
  byHook(hook)?.click();
  await becomes(isAtRest);
  return {
    outcome:
      document.querySelector('[data-outcome]:not([data-outcome="shared"])')?.getAttribute('data-outcome') ??
      null,
    code: byHook('verdict')?.dataset.code ?? null,
    stop: byHook('path')?.dataset.stop ?? null,
    said: byHook('change-said')?.textContent ?? '',
  };
}

const VERDICT = '[data-testid="verdict"]';
const CHANGED = '.apply[data-state="made"]';
const TAKEN_BACK = '.apply[data-state="undone"]';
const STORED = '[data-outcome="stored"]';

// One browser and one desk for all that Chromium does; what must not know of the rest has a context of its own.
let browser: Browser;
let desk: ServedDesk;
beforeAll(async () => {
  desk = await serveDesk();
  if (chromiumPath !== undefined) browser = await launchChromium();
});
afterAll(async () => {
  await browser?.close();
  await desk?.stop();
});

describe.runIf(chromiumPath !== undefined)('every prepared case, in Chromium', () => {
  let page: Page;
  const requested = new Set<string>();
  const printed: string[] = [];
  const answersOfSts: Promise<string>[] = [];
  const axe = readFileSync('node_modules/axe-core/axe.min.js', 'utf8');

  beforeAll(async () => {
    page = await browser.newPage({ viewport: { width: 1280, height: 900 } });
    page.on('console', (line) => printed.push(line.text()));
    page.on('request', (request) => requested.add(new URL(request.url()).origin));
    page.on('response', (answer) => {
      if (new URL(answer.url()).pathname === '/sts') answersOfSts.push(answer.text());
    });
    await page.goto(desk.url);
    await page.getByTestId('case-token-header').waitFor();
  });
  afterAll(async () => {
    await page?.context().close();
  });

  const step = (hook: string, until: string) =>
    page.evaluate(`(${press})(...${JSON.stringify([hook, until])})`) as Promise<Seen>;
  /** `null` where what goes wrong at the store goes wrong for its owner, too. */
  const rules = () =>
    getBucketCors(desk.owner).then(
      ({ configuration }) => configuration,
      () => null,
    );
  /** What is not accessible by WCAG 2.2 AA, as far as a program can tell. */
  const barriers = async () => {
    // As the debugger runs it: the page's policy lets no page do so. It stays until the page is loaded anew.
    if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(axe);
    return page.evaluate(async () => {
      const axeHere = Reflect.get(globalThis, 'axe') as {
        run(
          where: Document,
          how: object,
        ): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
      const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];
      const { violations } = await axeHere.run(document, { runOnly: { type: 'tag', values } });
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
    });
  };

  it('has no barrier before anything is done', async () => {
    expect(await barriers()).toEqual([]);
  });

  it.each(CASES)('%s: %s, %s, and mended, sent again and taken back', async (name, outcome, code) => {
    const shown = await step(`case-${name}`, VERDICT);
    expect([shown.outcome, shown.code]).toEqual([outcome, code]);
    expect(await barriers()).toEqual([]);
    if (process.env.UPDATE_IMAGES) await takePictures(page, name);
    const before = await rules();

    await step('apply', CHANGED);
    expect(await barriers()).toEqual([]);
    expect((await step('try-again', STORED)).outcome).toBe('stored');
    const undone = await step('undo', TAKEN_BACK);
    expect(undone.said).toBe('Taken back: the bucket is as it was.');
    expect(await barriers()).toEqual([]);
    expect(await rules()).toEqual(before);
  });

  it.each(RECORDED)('%s, as it was recorded: %s', async (name, code) => {
    expect((await step(`case-${name}`, VERDICT)).code).toBe(code);
    expect(await barriers()).toEqual([]);
  });

  it('says the same in Chinese, where a change is taken back as well, and again after a reload', async () => {
    await step('case-token-header', VERDICT);
    const before = await rules();
    await step('apply', CHANGED);
    await page.getByTestId('language').selectOption('zh-CN');
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).toBe('zh-CN');
    expect(await page.getByTestId('verdict').getAttribute('data-code')).toBe('pre.header');
    expect(await page.getByTestId('headline').textContent()).toContain('请求头');
    expect(await barriers()).toEqual([]);
    expect((await step('try-again', STORED)).outcome).toBe('stored');
    expect((await step('undo', TAKEN_BACK)).said).toBe('已撤销：存储桶恢复原样。');
    expect(await rules()).toEqual(before);
    expect(await barriers()).toEqual([]);
    await page.reload();
    await expect.poll(() => page.title()).toBe('我的上传为什么被拒绝？');
    await page.getByTestId('language').selectOption('en');
    await expect.poll(() => page.title()).toBe('Why was my upload refused?');
  });

  it('shows an expired token to who begins with it', async () => {
    const context = await browser.newContext();
    const other = await context.newPage();
    await other.goto(desk.url);
    const pressCase = `(${press})(...${JSON.stringify(['case-expired-token', VERDICT])})`;
    expect(await other.evaluate(pressCase)).toMatchObject({ outcome: 'refused', code: 'act.readable-error' });
    // The page in another language still has credentials, though nobody would give it any now.
    await other.getByTestId('language').selectOption('zh-CN');
    await expect.poll(() => other.title()).toBe('我的上传为什么被拒绝？');
    const pressTry = `(${press})(...${JSON.stringify(['try', '[data-outcome="refused"]'])})`;
    expect(await other.evaluate(pressTry)).toMatchObject({ outcome: 'refused' });
    await context.close();
  });

  it('has a link that shows the diagnosis to somebody else', async () => {
    await step('case-token-header', VERDICT);
    await expect.poll(() => page.getByTestId('share').getAttribute('data-link')).toContain('#d=');
    const link = (await page.getByTestId('share').getAttribute('data-link')) ?? '';
    const context = await browser.newContext();
    const other = await context.newPage();
    await other.goto(link);
    await other.getByTestId('verdict').waitFor();
    expect(await other.getByTestId('verdict').getAttribute('data-code')).toBe('pre.header');
    // Nobody applies what a stranger's link says.
    expect(await other.getByTestId('apply').count()).toBe(0);
    await context.close();
  });

  it('saves the diagnosis as Markdown and JSON, without a secret', async () => {
    await step('case-token-header', VERDICT);
    const sts = (await Promise.all(answersOfSts)).join('\n');
    const secrets = [...sts.matchAll(/<(?:AccessKeyId|SecretAccessKey|SessionToken)>([^<]+)</g)];
    expect(secrets.length).toBeGreaterThanOrEqual(3);
    expect(secrets).toHaveLength(3 * answersOfSts.length);
    for (const [hook, name, holds] of [
      ['save-markdown', 'diagnosis.md', /^# [^\n]*\n\n```\n/],
      ['save-json', 'diagnosis.json', /"code": "pre\.header"/],
    ] as const) {
      const [download] = await Promise.all([page.waitForEvent('download'), page.getByTestId(hook).click()]);
      expect(download.suggestedFilename()).toBe(name);
      const text = readFileSync(await download.path(), 'utf8');
      expect(text).toMatch(holds);
      expect(text).not.toMatch(/X-Amz-Signature|Signature=/);
      for (const [, secret = ''] of secrets) expect(text).not.toContain(secret);
    }
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    for (const [, secret = ''] of secrets) expect(kept).not.toContain(secret);
  });

  it.each([320, 3840])('fits a window of %i pixels', async (width) => {
    await page.setViewportSize({ width, height: 900 });
    await step('case-split', VERDICT);
    const overflow = () => document.documentElement.scrollWidth - innerWidth;
    expect(await page.evaluate(overflow)).toBeLessThanOrEqual(0);
    expect(await barriers()).toEqual([]);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('can be used by keyboard alone', async () => {
    await page.getByTestId('case-method').focus();
    await page.keyboard.press('Enter');
    await expect.poll(() => page.getByTestId('verdict').getAttribute('data-code')).toBe('pre.method');
    const outline = await page
      .getByTestId('case-method')
      .evaluate((node) => getComputedStyle(node).outlineStyle);
    expect(outline).toBe('solid');
    const pressed = async (hook: string, until: string) => {
      await page.getByTestId(hook).first().focus();
      await page.keyboard.press('Enter');
      await page.locator(until).first().waitFor();
      return page.evaluate(() => document.activeElement?.getAttribute('data-testid'));
    };
    // The focus stays where one can go on from, though buttons come and go.
    expect(await pressed('apply', CHANGED)).toBe('apply');
    expect(await pressed('try-again', STORED)).toBe('try-again');
    expect(await pressed('undo', TAKEN_BACK)).toBe('apply');
  });

  it('was never stopped by its own policy', () => {
    expect(printed.length).toBeGreaterThan(0);
    expect(printed.filter((line) => line.includes('Content Security Policy'))).toEqual([]);
  });

  it('asked nobody but its own server, the bucket, and where a redirect led', () => {
    const { endpoint } = desk.owner;
    expect(
      [...requested].filter((origin) => ![desk.url, endpoint, 'http://127.0.0.1:9'].includes(origin)),
    ).toEqual([]);
  });
});

/** As servers send it, packed as well as gzip can, in bytes. */
const packed = (bytes: Uint8Array) => gzipSync(bytes, { level: 9 }).length;

const MOST_BYTES = { allFiles: 145_500, visitInEnglish: 97_650, visitInChinese: 100_400 };

/** Asked for all files together, which only each visit keeps. */
const ASKED_BYTES = 120_000;

/** What was measured, rounded up: a ratchet. */
describe.runIf(chromiumPath !== undefined)('what the desk weighs', () => {
  it('is no more than it was, all files together, each language and what no visit needs', () => {
    const files = readdirSync('build/desk').filter((name) => !name.endsWith('.map'));
    const sizes = files.map((name) => packed(readFileSync(`build/desk/${name}`)));
    expect(sizes.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThanOrEqual(MOST_BYTES.allFiles);
  });

  it.each([
    ['en', 'english', MOST_BYTES.visitInEnglish],
    ['zh-CN', 'chinese', MOST_BYTES.visitInChinese],
  ])('is no more than it was, of a visit that tries and diagnoses, in %s', async (tag, words, most) => {
    const context = await browser.newContext({ locale: tag });
    const page = await context.newPage();
    const answers: PageResponse[] = [];
    page.on('response', (answer) => answers.push(answer));
    await page.goto(desk.url);
    await page.getByTestId('case-token-header').waitFor();
    const weigh = async () => {
      const own = answers.filter(
        (answer) => answer.url().startsWith(desk.url) && answer.request().method() === 'GET',
      );
      const bodies = await Promise.all(own.map((answer) => answer.body()));
      const bytes = bodies.reduce((sum, body) => sum + packed(body), 0);
      return { names: own.map((answer) => new URL(answer.url()).pathname), bytes };
    };
    // What is painted first waits for no parser, no reader of recordings, and no other language. The
    // browser tells of a paint when it likes: on a busy machine this is after the text is there.
    await page.waitForFunction(() => performance.getEntriesByName('first-contentful-paint').length === 1);
    const first = await weigh();
    expect(first.names.sort()).toEqual(['/', '/config.json', '/desk.css', '/desk.js', `/${words}.js`].sort());
    await page.evaluate(`(${press})(...${JSON.stringify(['case-token-header', VERDICT])})`);
    await page.getByTestId('engines').waitFor();
    const whole = await weigh();
    expect(whole.names.filter((name) => !first.names.includes(name))).toEqual(['/judging.js']);
    expect(whole.bytes).toBeLessThan(ASKED_BYTES);
    expect(whole.bytes).toBeLessThanOrEqual(most);
    // Not only was it painted: nobody had asked for the parser by then.
    const [paintedMs = Number.NaN, parserMs = Number.NaN] = await page.evaluate(() => [
      performance.getEntriesByName('first-contentful-paint')[0]?.startTime,
      performance.getEntriesByName(new URL('judging.js', location.href).href)[0]?.startTime,
    ]);
    expect(paintedMs).toBeLessThan(parserMs);
    await context.close();
  });
});

describeWithEngines('the first prepared cases', ({ engine }) => {
  it('lead to the verdict, and through', async () => {
    const page = await engine().open(`${desk.url}/`);
    try {
      for (const [name, outcome, code] of CASES.slice(0, 3)) {
        const shown = await page.evaluate(press, `case-${name}`, VERDICT);
        expect([name, shown.outcome, shown.code]).toEqual([name, outcome, code]);
        await page.evaluate(press, 'apply', CHANGED);
        expect((await page.evaluate(press, 'try-again', STORED)).outcome).toBe('stored');
        expect((await page.evaluate(press, 'undo', TAKEN_BACK)).said).toContain('Taken back');
      }
    } finally {
      await page.close();
    }
  });
});
