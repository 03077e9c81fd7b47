import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { signAwsV4Url } from '../../src/signing/aws-v4/sign-url.js';
import { locateBucket } from '../../src/signing/locate-bucket.js';
import { bundleEntry } from '../../tools/bundle-entry.mjs';
import { CREDENTIALS } from '../support/buckets.js';
import { launchChromium } from '../support/chromium.js';
import { describeWithChromium } from '../support/needs.js';
import { type FileServer, serveFiles } from '../support/serve-files.js';

const BUNDLES = ['bucket-preflight.mjs', 'bucket-preflight.umd.js', 'bucket-preflight.umd.min.js'];
const CHINESE = 'bucket-preflight.zh-CN.umd.min.js';
/** Texts that only the XML parser holds. */
const XML_PARSER = /allowBooleanAttributes|stopNodes/;
/** The way in which crypto-js holds bytes. */
const JAVASCRIPT_HASHES = /sigBytes/;
/** A verdict. */
const DIAGNOSIS = /pre\.all-refused/;

describe('the bundles', () => {
  it.each([...BUNDLES, CHINESE])('%s is ASCII only, and has a source map with its sources', (name) => {
    const code = readFileSync(join('dist', name));
    expect(code.findIndex((byte) => byte > 0x7f)).toBe(-1);
    expect(code.includes(`//# sourceMappingURL=${name}.map`)).toBe(true);
    const map = JSON.parse(readFileSync(join('dist', `${name}.map`), 'utf8')) as Record<string, string[]>;
    expect(
      map.sources?.some((source) =>
        source.endsWith(name === CHINESE ? 'src/explain/zh-cn.ts' : 'src/diagnose/diagnose.ts'),
      ),
    ).toBe(true);
    expect(map.sourcesContent).toHaveLength(map.sources?.length ?? 0);
  });

  it.each([...BUNDLES, CHINESE])('%s imports nothing, of Node least of all', (name) => {
    const code = readFileSync(join('dist', name), 'utf8');
    expect(/["']node:|^import /m.exec(code)?.[0]).toBeUndefined();
  });

  it('stand beside a module and its types for each source file', () => {
    const sources = readdirSync('src', { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    );
    const missing = sources.filter((file) =>
      ['.js', '.d.ts', '.js.map'].some((end) => !existsSync(join('dist/esm', file.replace(/\.ts$/, end)))),
    );
    expect(missing).toEqual([]);
  });
});

describe('what an import costs', { timeout: 60_000 }, () => {
  it('a store and signed requests: the XML parser and the diagnosis of a failure are loaded later, if ever', async () => {
    const { entry, lazy } = await bundleEntry(
      "import { createBucket, putObject, s3 } from 'bucket-preflight'; console.log(createBucket, putObject, s3);",
    );
    const later = [...(await lazy()).values()].join('');
    for (const mark of [XML_PARSER, JAVASCRIPT_HASHES, DIAGNOSIS]) {
      expect(mark.test(entry)).toBe(false);
      expect(mark.test(later)).toBe(true);
    }
  });

  it('a signer on a server: no signature of any store but the one that is imported', async () => {
    const { entry } = await bundleEntry(
      "import { createBucket, presignUrl, qingstor, remoteSigner } from 'bucket-preflight'; console.log(createBucket, presignUrl, qingstor, remoteSigner);",
    );
    expect(entry).toContain('access_key_id');
    for (const other of ['AWS4-HMAC-SHA256', 'OSS4-HMAC-SHA256', 'OSSAccessKeyId', 'q-sign-algorithm']) {
      expect(entry).not.toContain(other);
    }
  });

  it.each([
    ['awsCorsCodec', 's3.amazonaws.com/doc'],
    ['ossCorsCodec', 'ResponseVary'],
    ['qingstorCorsCodec', 'cors_rules'],
    ['gcsCorsCodec', 'CorsConfig'],
  ])('a codec, %s: that of no other store, and no shape that people paste', async (codec, own) => {
    const { entry, lazyNames } = await bundleEntry(
      `import { ${codec} } from 'bucket-preflight'; console.log(${codec});`,
    );
    expect(entry).toContain(own);
    const others = [
      'cors_rules',
      'CorsConfig',
      'AllowedOrigins',
      'allowed_origins',
      'corsRuleName',
      's3_put',
    ];
    const mine = {
      awsCorsCodec: 'AllowedOrigins',
      qingstorCorsCodec: 'cors_rules',
      gcsCorsCodec: 'CorsConfig',
    };
    const present = others.filter((text) => entry.includes(text));
    expect(present).toEqual(others.filter((text) => text === mine[codec as keyof typeof mine]));
    expect(XML_PARSER.test(entry)).toBe(false);
    expect(lazyNames.length > 0).toBe(codec !== 'qingstorCorsCodec');
  });

  it('reading documents: no signature and no hash', async () => {
    const { entry } = await bundleEntry(
      "import { readCorsDocument } from 'bucket-preflight'; console.log(readCorsDocument);",
    );
    expect(/WordArray|AWS4|subtle|sigBytes/.exec(entry)?.[0]).toBeUndefined();
    expect(XML_PARSER.test(entry)).toBe(false);
  });

  it('checking and evaluating: no crypto, no XML', async () => {
    const { entry, lazyNames } = await bundleEntry(
      "import { checkCors, evaluateRules } from 'bucket-preflight'; console.log(checkCors, evaluateRules);",
    );
    expect(lazyNames).toEqual([]);
    expect(/WordArray|AWS4|subtle|CORSConfiguration/.exec(entry)?.[0]).toBeUndefined();
  });
});

describeWithChromium('in a page', () => {
  let browser: Browser;
  let server: FileServer;

  beforeAll(async () => {
    // By a name that is not loopback's, http is an insecure context.
    browser = await launchChromium('--host-resolver-rules=MAP insecure.test 127.0.0.1');
    server = await serveFiles(new Map());
    const serve = (path: string, body: string, contentType: string) =>
      server.files.set(path, { body, contentType });
    for (const name of BUNDLES)
      serve(`/${name}`, readFileSync(join('dist', name), 'utf8'), 'text/javascript');
    // No charset anywhere: the browser then reads windows-1252.
    serve('/umd', '<title>a</title><script src="/bucket-preflight.umd.js"></script>', 'text/html');
    serve('/umd.min', '<title>a</title><script src="/bucket-preflight.umd.min.js"></script>', 'text/html');
    serve(
      '/module',
      '<title>a</title><script type="module">globalThis.sdk = await import("/bucket-preflight.mjs");</script>',
      'text/html',
    );
    const app = await bundleEntry(`
      import { signAwsV4Url, s3 } from 'bucket-preflight';
      globalThis.sign = async (request, credentials, context) =>
        (await signAwsV4Url(request, credentials, { ...context, now: new Date(context.now) })).url;
      globalThis.readRules = (xml) => s3.corsCodec.read(xml);
    `);
    // By its own name: what is loaded later imports from it.
    serve('/entry.js', app.entry, 'text/javascript');
    for (const [name, code] of await app.lazy()) serve(`/${name}`, code, 'text/javascript');
    serve('/app', '<title>a</title><script type="module" src="/entry.js"></script>', 'text/html');
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });

  it.each(['/umd', '/umd.min'])(
    '%s loads by script tag on a page without a charset, as one global',
    async (path) => {
      const page = await browser.newPage();
      const errors: Error[] = [];
      page.on('pageerror', (error) => errors.push(error));
      const before = await page
        .goto(`${server.origin}/nothing`)
        .then(() => page.evaluate(() => Object.keys(globalThis)));
      await page.goto(server.origin + path);
      const seen = await page.evaluate(async () => {
        const sdk = (globalThis as unknown as { BucketPreflight: typeof import('../../src/index.js') })
          .BucketPreflight;
        const { configuration } = await sdk.s3.corsCodec.read(
          '<CORSConfiguration><CORSRule><AllowedOrigin>https://a.example</AllowedOrigin></CORSRule></CORSConfiguration>',
        );
        return {
          charset: document.characterSet,
          globals: Object.keys(globalThis),
          origins: configuration.rules[0]?.allowedOrigins,
        };
      });
      expect(errors).toEqual([]);
      expect(seen.charset).toBe('windows-1252');
      expect(seen.globals.filter((name) => !before.includes(name))).toEqual(['BucketPreflight']);
      expect(seen.origins).toEqual(['https://a.example']);
      await page.close();
    },
  );

  it.each(['/umd.min', '/module'])(
    '%s: the error of a failed request carries its diagnosis',
    async (path) => {
      const page = await browser.newPage();
      await page.goto(server.origin + path);
      await page.waitForFunction(() => 'sdk' in globalThis || 'BucketPreflight' in globalThis);
      // The files of the page itself know no OPTIONS.
      const found = await page.evaluate(
        async ([endpoint, credentials]) => {
          const given = globalThis as unknown as Record<string, typeof import('../../src/index.js')>;
          const sdk = (given.sdk ?? given.BucketPreflight) as typeof import('../../src/index.js');
          const { createBucket, isBucketPreflightError, NetworkError, putObject, s3 } = sdk;
          const options = { region: 'us-east-1', bucket: 'photos', addressing: 'path' as const };
          const bucket = createBucket({ store: s3, endpoint, credentials, ...options });
          const error: unknown = await putObject(bucket, 'a.txt', 'a').then(
            () => null,
            (thrown: unknown) => thrown,
          );
          if (!(isBucketPreflightError(error) && error instanceof NetworkError)) return null;
          const { code, store, request } = await error.diagnose();
          return { message: error.message, code, store, method: request.method };
        },
        [server.origin.replace('127.0.0.1', 'localhost'), CREDENTIALS] as const,
      );
      expect(found).toEqual({
        message: expect.stringContaining('error.diagnose() tells which.'),
        code: expect.stringMatching(/^(pre\.all-refused|undecided|net\.unreachable)$/),
        store: 's3',
        method: 'PUT',
      });
      await page.close();
    },
  );

  it('loads as one module', async () => {
    const page = await browser.newPage();
    await page.goto(`${server.origin}/module`);
    await page.waitForFunction(() => 'sdk' in globalThis);
    const names = await page.evaluate(() => Object.keys((globalThis as unknown as { sdk: object }).sdk));
    expect(names).toContain('diagnose');
    await page.close();
  });

  it.each(['127.0.0.1', 'insecure.test'])('signs in a bundled app on http://%s as in Node', async (host) => {
    const location = locateBucket({
      endpoint: 'https://s3.example',
      bucket: 'photos',
      region: 'us-west-2',
      addressing: 'virtual-host',
    });
    const request = { method: 'PUT', location, key: '图 +.png' };
    const context = { expiresInSeconds: 900, now: '2026-01-02T03:04:05Z' };
    const expected = await signAwsV4Url(request, CREDENTIALS, { ...context, now: new Date(context.now) });
    const page = await browser.newPage();
    await page.goto(`${server.origin.replace('127.0.0.1', host)}/app`);
    await page.waitForFunction(() => 'sign' in globalThis);
    expect(await page.evaluate(() => crypto.subtle === undefined)).toBe(host === 'insecure.test');
    const url = await page.evaluate(
      ([signable, credentials, given]) =>
        (globalThis as unknown as { sign: (...values: unknown[]) => Promise<string> }).sign(
          signable,
          credentials,
          given,
        ),
      [request, CREDENTIALS, context] as const,
    );
    expect(url).toBe(expected.url);
    expect(url.startsWith('https://photos.s3.example/%E5%9B%BE%20%2B.png?')).toBe(true);
    await page.close();
  });
});
