import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { getObject } from '../../src/client/get-object.js';
import { getBucketCors } from '../../src/cors/get-bucket-cors.js';
import { putBucketCors } from '../../src/cors/put-bucket-cors.js';
import type { CorsRule } from '../../src/index.js';
import type { Bucket } from '../../src/transport/bucket.js';
import { bundleEntry } from '../../tools/bundle-entry.mjs';
import { assumeRole } from '../support/assume-role.js';
import { launchChromium } from '../support/chromium.js';
import { describeWithChromium } from '../support/needs.js';
import { readmeExamples } from '../support/readme-examples.js';
import { type RealStore, startLocalStore } from '../support/real-stores.js';
import { type FileServer, serveFiles } from '../support/serve-files.js';

const [scriptTag = ''] = readmeExamples('html');
const examples = readmeExamples('js');
const exampleWith = (text: string): string => examples.find((example) => example.includes(text)) ?? '';
const [importing = ''] = examples;
const mending = exampleWith('function allow(');
const diagnosing = exampleWith('function why(');
/** What stands in the README for the hash that each build has anew. */
const README_HASH = 'sha384-…';
const README_ENDPOINT = 'https://s3.us-west-2.amazonaws.com';
const NAMES = ['authorization', 'content-type', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];

describe('the examples of the README', () => {
  it('are short', () => {
    for (const example of [scriptTag, importing])
      expect(example.trimEnd().split('\n').length).toBeLessThanOrEqual(15);
    expect(diagnosing.trimEnd().split('\n').length).toBeLessThanOrEqual(10);
  });

  let store: RealStore;
  let owner: Bucket;

  beforeAll(async () => {
    store = await startLocalStore({ region: 'us-west-2', buckets: { photos: [] } });
    const { endpoint, region, admin: credentials } = store;
    owner = createBucket({
      store: store.store,
      endpoint,
      region,
      bucket: 'photos',
      addressing: 'path',
      credentials,
    });
  });
  afterAll(() => store?.stop());

  const ruleFor = (origin: string, allowedHeaders: readonly string[]): CorsRule => ({
    allowedOrigins: [origin],
    allowedMethods: ['GET', 'PUT'],
    allowedHeaders,
    exposeHeaders: ['ETag'],
  });

  it('mending: puts the rule of least privilege from Node', async () => {
    const rule = ruleFor('https://app.example', ['content-type']);
    await putBucketCors(owner, [rule]);
    const { endpoint, region, admin: credentials } = store;
    const options = { endpoint, region, bucket: 'photos', addressing: 'path', credentials };
    const asked = { origin: 'https://app.example', method: 'PUT', headers: ['x-amz-meta-a'] };
    const code = `${mending}\nprocess.stdout.write(await allow(${JSON.stringify(options)}, ${JSON.stringify(asked)}));`;
    const run = promisify(execFile)(process.execPath, ['--input-type=module', '--eval', code]);
    expect((await run).stdout).toContain('<AllowedHeader>x-amz-meta-a</AllowedHeader>');
    const { rules } = (await getBucketCors(owner)).configuration;
    expect(rules[0]).toEqual(rule);
    expect(rules[1]).toMatchObject({ allowedMethods: ['PUT'], allowedHeaders: ['x-amz-meta-a'] });
  });

  describeWithChromium('in a page', () => {
    let browser: Browser;
    let server: FileServer;
    let page: Page;

    beforeAll(async () => {
      browser = await launchChromium();
      server = await serveFiles(new Map());
      const serve = (path: string, body: string, contentType: string) =>
        server.files.set(path, { body, contentType });
      // The examples leave the bucket in the host name, which Chromium resolves below localhost.
      const endpoint = store.endpoint.replace('127.0.0.1', 'localhost');
      const sri = JSON.parse(readFileSync('dist/sri.json', 'utf8')) as Record<string, string>;
      const hash = sri['bucket-preflight.umd.min.js'] ?? '';
      expect(scriptTag).toContain(`integrity="${README_HASH}"`);
      const here = (example: string) =>
        example.replaceAll(README_ENDPOINT, endpoint).replace(README_HASH, hash);
      const inApp = here(importing);
      const app = await bundleEntry(`${inApp}
        ${diagnosing.replace('diagnose, ', 'diagnose as diagnosed, ').replace('diagnose(', 'diagnosed(')}
        globalThis.upload = upload;
        globalThis.why = () => why(bucket);`);
      serve('/sts', await assumeRole(store), 'application/xml');
      serve(
        '/bucket-preflight.umd.min.js',
        readFileSync('dist/bucket-preflight.umd.min.js', 'utf8'),
        'text/javascript',
      );
      serve('/script-tag', `<!doctype html><title>a</title>${here(scriptTag)}`, 'text/html');
      serve(
        '/import',
        '<!doctype html><title>a</title><script type="module" src="/entry.js"></script>',
        'text/html',
      );
      serve('/entry.js', app.entry, 'text/javascript');
      // The page reads the XML that the STS answers by the parser, which is loaded when it is needed.
      for (const [name, code] of await app.lazy()) serve(`/${name}`, code, 'text/javascript');
      page = await browser.newPage();
    });
    afterAll(async () => {
      await browser?.close();
      await server?.stop();
    });

    const refuses = () => putBucketCors(owner, [ruleFor(server.origin, NAMES.slice(0, -1))]);
    const allows = () => putBucketCors(owner, [ruleFor(server.origin, NAMES)]);
    const stored = async (key: string) => (await getObject(owner, key)).text();

    it('by script tag: says what is refused, and stores when it is mended', async () => {
      await page.goto(`${server.origin}/script-tag`);
      const upload = async (text: string) => {
        await page.setInputFiles('#file', {
          name: 'a.txt',
          mimeType: 'text/plain',
          buffer: Buffer.from(text),
        });
        await page.waitForFunction(() => document.querySelector('#out')?.textContent !== '');
        const said = await page.textContent('#out');
        await page.evaluate(() => document.querySelector('#out')?.replaceChildren());
        return said;
      };
      await refuses();
      expect(await upload('first')).toContain(
        'The preflight does not allow the request header x-amz-security-token.',
      );
      await allows();
      expect(await upload('second')).toBe('stored');
      expect(await stored('a.txt')).toBe('second');
    });

    it('by import: the same in a bundled app', async () => {
      await page.goto(`${server.origin}/import`);
      await page.waitForFunction(() => 'upload' in globalThis);
      const upload = () =>
        page.evaluate(() => {
          const { upload: run } = globalThis as unknown as { upload: (file: File) => Promise<string> };
          return run(new File(['bundled'], 'b.txt', { type: 'text/plain' }));
        });
      await refuses();
      expect(await upload()).toContain(
        'The preflight does not allow the request header x-amz-security-token.',
      );
      await allows();
      expect(await upload()).toBe('stored');
      expect(await stored('b.txt')).toBe('bundled');
    });

    it('the diagnosis: before anything is sent', async () => {
      await page.goto(`${server.origin}/import`);
      await page.waitForFunction(() => 'why' in globalThis);
      await refuses();
      const found = await page.evaluate(() =>
        (globalThis as unknown as { why: () => Promise<Record<string, unknown>> }).why(),
      );
      expect(found).toMatchObject({
        code: 'pre.header',
        confidence: 'proof',
        headline: 'The preflight does not allow the request header x-amz-security-token.',
        mended: expect.stringContaining('<AllowedHeader>x-amz-security-token</AllowedHeader>'),
      });
      expect(found.whatToDo).not.toEqual([]);
    });
  });
});
