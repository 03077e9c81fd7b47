import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { cosDialect } from '../../src/node/index.js';
import { launchChromium } from '../support/chromium.js';
import { describeWithChromium } from '../support/needs.js';
import { type ServedDialect, serveDialect } from '../support/serve-dialect.js';
import { type FileServer, serveFiles } from '../support/serve-files.js';

const Bucket = 'photos-1250000000';
const SDK = new URL('node_modules/cos-js-sdk-v5/dist/cos-js-sdk-v5.min.js', import.meta.url);

/** What a page does with the vendor's client, as far as it is used here. */
interface PageClient {
  readonly [method: string]: (options: object) => Promise<{
    readonly Body?: string;
    readonly ETag?: string;
    readonly Contents?: readonly { readonly Key: string }[];
    readonly CORSRules?: readonly object[];
    readonly headers?: Readonly<Record<string, string>>;
  }>;
}

declare global {
  var COS: new (options: object) => PageClient;
}

describeWithChromium('cos-js-sdk-v5 in a page', () => {
  let local: ServedDialect;
  let files: FileServer;
  let stranger: FileServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const served = new Map([
      [
        '/',
        { body: '<!doctype html><script src="/sdk.js"></script>', contentType: 'text/html; charset=utf-8' },
      ],
      ['/sdk.js', { body: readFileSync(SDK), contentType: 'text/javascript; charset=utf-8' }],
    ]);
    [files, stranger] = await Promise.all([serveFiles(served), serveFiles(served)]);
    local = await serveDialect(cosDialect, {
      [Bucket]: [
        {
          allowedOrigins: [files.origin],
          allowedMethods: ['GET', 'PUT', 'POST', 'HEAD', 'DELETE'],
          allowedHeaders: ['*'],
          exposeHeaders: ['ETag', 'x-cos-meta-author', 'x-cos-request-id'],
        },
      ],
    });
    browser = await launchChromium();
    page = await browser.newPage();
  });
  afterAll(async () => {
    await browser?.close();
    await Promise.all([local?.stop(), files?.stop(), stranger?.stop()]);
  });

  /** The vendor's options: unchanged but for the address. */
  function settings(secretKey?: string): object {
    const { accessKeyId, secretAccessKey, securityToken } = local.temporary();
    return {
      Protocol: 'http:',
      Domain: `{Bucket}.cos.{Region}.localhost:${local.port}`,
      SecretId: accessKeyId,
      SecretKey: secretKey ?? secretAccessKey,
      SecurityToken: securityToken,
    };
  }

  it('uploads, downloads and lists across origins', async () => {
    await page.goto(files.origin);
    const done = await page.evaluate(
      async ({ options, at }) => {
        const client = new COS(options);
        const Key = 'dir/a b+(été).txt';
        const put = await client.putObject?.({ ...at, Key, Body: 'hello', 'x-cos-meta-author': 'me' });
        const got = await client.getObject?.({ ...at, Key });
        const part = await client.getObject?.({ ...at, Key, Range: 'bytes=1-3' });
        const head = await client.headObject?.({ ...at, Key });
        const listed = await client.getBucket?.({ ...at, Prefix: 'dir/' });
        await client.deleteObject?.({ ...at, Key });
        const after = await client.getBucket?.({ ...at, Prefix: 'dir/' });
        return {
          etag: put?.ETag,
          body: got?.Body,
          part: part?.Body,
          author: head?.headers?.['x-cos-meta-author'],
          keys: listed?.Contents?.map((object) => object.Key),
          after: after?.Contents?.length,
        };
      },
      { options: settings(), at: { Bucket, Region: local.region } },
    );
    expect(done).toEqual({
      etag: '"5d41402abc4b2a76b9719d911017c592"',
      body: 'hello',
      part: 'ell',
      author: 'me',
      keys: ['dir/a b+(été).txt'],
      after: 0,
    });
    expect(local.errors).toEqual([]);
  });

  it('uploads a large file in slices, whose ETags the rule exposes', async () => {
    await page.goto(files.origin);
    const content = randomBytes(2_500_000).toString('base64');
    const done = await page.evaluate(
      async ({ options, at, text }) => {
        const client = new COS(options);
        const uploaded = await client.uploadFile?.({ ...at, Key: 'large', Body: new Blob([text]) });
        const got = await client.getObject?.({ ...at, Key: 'large' });
        return { etag: uploaded?.ETag, isSame: got?.Body === text };
      },
      { options: settings(), at: { Bucket, Region: local.region }, text: content },
    );
    expect(done).toEqual({ etag: expect.stringMatching(/^"[0-9a-f]{32}-4"$/), isSame: true });
  });

  it('reads and replaces the CORS rules from a page', async () => {
    await page.goto(files.origin);
    const rules = await page.evaluate(
      async ({ options, at }) => {
        const client = new COS(options);
        const { CORSRules = [] } = (await client.getBucketCors?.(at)) ?? {};
        await client.putBucketCors?.({ ...at, CORSRules: [...CORSRules, { ...CORSRules[0], ID: 'two' }] });
        return (await client.getBucketCors?.(at))?.CORSRules?.map((rule) => (rule as { ID?: string }).ID);
      },
      { options: settings(), at: { Bucket, Region: local.region } },
    );
    expect(rules).toEqual([undefined, 'two']);
  });

  it('reads why it is refused, where a rule allows it, and nothing where none does', async () => {
    const refusal = (options: object): Promise<unknown> =>
      page.evaluate(
        ({ options: given, at }) =>
          new COS(given).putObject?.({ ...at, Key: 'a', Body: 'x' }).then(
            () => 'taken',
            (error: { code?: string; message?: string; statusCode?: number }) => [
              error.statusCode,
              error.code,
              error.message,
            ],
          ),
        { options, at: { Bucket, Region: local.region } },
      );
    await page.goto(files.origin);
    expect(await refusal(settings('wrong'))).toEqual([
      403,
      'SignatureDoesNotMatch',
      'The Signature you specified is invalid.',
    ]);
    await page.goto(stranger.origin);
    const blocked = await refusal(settings());
    expect(blocked).toEqual([undefined, expect.anything(), 'CORS blocked or network error']);
  });
});
