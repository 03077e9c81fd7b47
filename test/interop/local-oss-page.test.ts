import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Browser, Page } from 'playwright';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { ossDialect } from '../../src/node/index.js';
import { launchChromium } from '../support/chromium.js';
import { describeWithChromium } from '../support/needs.js';
import { type FileServer, serveFiles } from '../support/serve-files.js';
import { type BucketWithKeys, startBucketWithKeys } from '../support/session-keys.js';
import { aliOss } from './peers/ali-oss-client.js';

const require = createRequire(new URL('./package.json', import.meta.url));
const MINUTE = 60_000;

/** The vendor's client in the page, as far as it is used here. */
interface PageClient {
  put(key: string, body: Blob, options?: object): Promise<{ readonly res: { readonly status: number } }>;
  get(key: string): Promise<{ readonly content: { toString(): string } }>;
  head(key: string): Promise<{ readonly meta: object | null }>;
  delete(key: string): Promise<unknown>;
  list(query: object): Promise<{ readonly objects: readonly { readonly name: string }[] }>;
  listV2(query: object): Promise<{ readonly objects: readonly { readonly name: string }[] }>;
  multipartUpload(key: string, body: Blob, options: object): Promise<{ readonly etag: string }>;
  signatureUrl(key: string): string;
  signatureUrlV4(method: string, seconds: number, request: object, key: string): Promise<string>;
}

declare const OSS: new (options: object) => PageClient;

describeWithChromium('ali-oss in Chromium, on a page of another origin', () => {
  let browser: Browser;
  let server: FileServer;
  let local: BucketWithKeys;
  let page: Page;
  let now: () => Date;
  beforeAll(async () => {
    browser = await launchChromium();
    const body = readFileSync(require.resolve('ali-oss/dist/aliyun-oss-sdk.min.js'));
    const html = '<!doctype html><title>page</title><script src="/sdk.js"></script>';
    server = await serveFiles(
      new Map([
        ['/', { body: html, contentType: 'text/html; charset=utf-8' }],
        ['/sdk.js', { body, contentType: 'text/javascript; charset=utf-8' }],
      ]),
    );
    page = await browser.newPage();
    await page.goto(server.origin);
  });
  afterAll(async () => {
    await browser?.close();
    await server?.stop();
  });
  beforeEach(async () => {
    now = () => new Date();
    local = await startBucketWithKeys(ossDialect, { buckets: { photos: [] }, now: () => now() });
  });
  afterEach(() => local?.stop());

  const endpoint = (): string => `http://oss.localhost:${new URL(local.endpoint).port}`;
  /** By the vendor's own client, as an admin would. */
  const allow = async (...exposeHeader: string[]): Promise<void> => {
    await aliOss(endpoint(), local.rootCredentials).putBucketCORS('photos', [
      {
        allowedOrigin: server.origin,
        allowedMethod: ['GET', 'PUT', 'POST', 'HEAD', 'DELETE'],
        // The client sends a Content-MD5 with documents, such as that of the parts.
        allowedHeader: ['Authorization', 'Content-Type', 'Content-MD5', 'X-OSS-*'],
        exposeHeader: ['x-oss-request-id', 'x-oss-meta-by', ...exposeHeader],
      },
    ]);
  };
  const options = (authorizationV4: boolean): object => {
    const { accessKeyId, secretAccessKey, securityToken } = local.addSession({
      expiresAt: new Date(Date.now() + 10 * 60 * MINUTE),
    });
    return {
      region: 'oss-cn-hangzhou',
      endpoint: endpoint(),
      bucket: 'photos',
      accessKeyId,
      accessKeySecret: secretAccessKey,
      stsToken: securityToken,
      refreshSTSTokenInterval: 10 * 60 * MINUTE,
      authorizationV4,
    };
  };

  it.each([false, true])('uploads, downloads and lists where a rule allows it, V4: %s', async (v4) => {
    await allow('ETag');
    const key = 'dir/a b+(1)報.txt';
    const seen = await page.evaluate(
      async ({ settings, key, v4 }) => {
        const client = new OSS(settings);
        const put = await client.put(key, new Blob(['hello'], { type: 'text/plain' }), {
          meta: { by: 'page' },
        });
        const bytes = new Uint8Array(250_000).fill(7);
        const parts = await client.multipartUpload('parts', new Blob([bytes]), { partSize: 102_400 });
        const url = v4 ? await client.signatureUrlV4('GET', 60, {}, key) : client.signatureUrl(key);
        const got = await client.get(key);
        const { meta } = await client.head(key);
        const listed = await client.list({ 'max-keys': 10 });
        const listedV2 = await client.listV2({ prefix: 'dir/' });
        const byUrl = await (await fetch(url)).text();
        await client.delete(key);
        const gone = await client.get(key).catch((error) => error.code);
        return [
          put.res.status,
          parts.etag.length,
          got.content.toString(),
          meta,
          listed.objects.map(({ name }) => name),
          listedV2.objects.length,
          byUrl,
          gone,
        ];
      },
      { settings: options(v4), key, v4 },
    );
    expect(seen).toEqual([200, 36, 'hello', { by: 'page' }, [key, 'parts'], 1, 'hello', 'NoSuchKey']);
  });

  it('sees no answer where no rule allows it', async () => {
    const put = (): Promise<string> =>
      page.evaluate(async (settings) => {
        const client = new OSS(settings);
        return client.put('a', new Blob(['a'])).then(
          () => 'put',
          ({ status, name }) => `${status} ${name}`,
        );
      }, options(true));
    expect(await put()).toBe('-1 RequestError');
    await allow();
    expect(await put()).toBe('put');
    await aliOss(endpoint(), local.rootCredentials).deleteBucketCORS('photos');
    expect(await put()).toBe('-1 RequestError');
  });

  it('cannot upload in parts while no rule shows it the ETag', async () => {
    await allow();
    const message = await page.evaluate(async (settings) => {
      const client = new OSS(settings);
      const body = new Blob([new Uint8Array(250_000)]);
      return client.multipartUpload('parts', body, { partSize: 102_400 }).then(
        () => 'uploaded',
        (error) => error.message,
      );
    }, options(true));
    expect(message).toContain('Please set the etag of expose-headers in OSS');
  });

  it('reads the time of the server out of a refusal, and signs again', async () => {
    await allow();
    now = () => new Date(Date.now() + 60 * MINUTE);
    const outcome = await page.evaluate(async (settings) => {
      const client = new OSS(settings);
      const { res } = await client.put('a', new Blob(['a']));
      return res.status;
    }, options(false));
    expect(outcome).toBe(200);
  });

  it('reads why a signature is refused', async () => {
    await allow();
    const codes = await page.evaluate(async (settings) => {
      const read = async (more: object): Promise<string> =>
        new OSS({ ...settings, ...more }).put('a', new Blob(['a'])).then(
          () => 'put',
          ({ code }) => code,
        );
      return [
        await read({ accessKeySecret: 'wrong' }),
        await read({ stsToken: 'wrong' }),
        await read({ stsToken: undefined }),
        await read({ accessKeySecret: 'wrong', authorizationV4: true }),
      ];
    }, options(false));
    expect(codes).toEqual([
      'SignatureDoesNotMatch',
      'InvalidSecurityToken',
      'InvalidAccessKeyId',
      'SignatureDoesNotMatch',
    ]);
  });
});
