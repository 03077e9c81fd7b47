import { readFileSync } from 'node:fs';
import type { Browser, Page } from 'playwright';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { qingstorDialect } from '../../src/node/index.js';
import { launchChromium } from '../support/chromium.js';
import { describeWithChromium } from '../support/needs.js';
import { type ServedDialect, serveDialect } from '../support/serve-dialect.js';
import { type FileServer, serveFiles } from '../support/serve-files.js';
import type { QingstorBucket } from './peers/qingstor-client.js';

const SDK = new URL('node_modules/qingstor-sdk/dist/qingstor-sdk.min.js', import.meta.url);

/** The bucket of the vendor's client, for options of its own, the name and the zone. */
type OpenBucket = (options: object, name: string, zone: string) => QingstorBucket;

declare global {
  var qingstor_sdk: {
    readonly Config: new (options: object) => object;
    readonly QingStor: new (config: object) => { Bucket(name: string, zone: string): QingstorBucket };
  };
  var openBucket: OpenBucket;
}

const PAGE = `<!doctype html><script src="/sdk.js"></script><script>
  const openBucket = (options, name, zone) =>
    new qingstor_sdk.QingStor(new qingstor_sdk.Config(options)).Bucket(name, zone);
</script>`;

describeWithChromium('qingstor-sdk in a page', () => {
  let local: ServedDialect;
  let files: FileServer;
  let stranger: FileServer;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    const served = new Map([
      ['/', { body: PAGE, contentType: 'text/html; charset=utf-8' }],
      ['/sdk.js', { body: readFileSync(SDK), contentType: 'text/javascript; charset=utf-8' }],
    ]);
    [files, stranger] = await Promise.all([serveFiles(served), serveFiles(served)]);
    local = await serveDialect(qingstorDialect, {
      photos: [
        {
          allowedOrigins: [files.origin],
          allowedMethods: ['*'],
          // A star does not cover authorization where the store answers with it.
          allowedHeaders: ['*', 'authorization'],
          exposeHeaders: ['etag', 'x-qs-request-id'],
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

  /** The vendor's options: unchanged but for the address. The zone comes before the host. */
  function settings(more: object = {}): object {
    const { accessKeyId, secretAccessKey } = local.credentials;
    const keys = { access_key_id: accessKeyId, secret_access_key: secretAccessKey };
    return { endpoint: `http://qingstor.localhost:${local.port}`, log_level: 'silent', ...keys, ...more };
  }

  it.each([
    ['in the path', false],
    ['in the host', true],
  ])('uploads, downloads and lists across origins, the bucket %s', async (_title, isInHost) => {
    await page.goto(files.origin);
    const done = await page.evaluate(
      async ({ options, zone }) => {
        const bucket = openBucket(options, 'photos', zone);
        const key = "dir/a b+(été)'!*=.txt";
        const put = await bucket.putObject(key, { body: new Blob(['hello'], { type: 'text/x' }) });
        const got = await bucket.getObject(key);
        const part = await bucket.getObject(key, { range: 'bytes=1-3' });
        const { data: listed } = await bucket.listObjects({ prefix: 'dir/' });
        await bucket.deleteObject(key);
        const { data: after } = await bucket.listObjects();
        return {
          put: [put.status, put.headers.etag],
          got: [got.data, got.headers['content-type'], part.data],
          keys: listed.keys.map((object) => [object.key, object.mime_type]),
          after: after.keys.length,
        };
      },
      { options: settings({ enable_virtual_host_style: isInHost }), zone: local.region },
    );
    expect(done).toEqual({
      put: [201, '"5d41402abc4b2a76b9719d911017c592"'],
      got: ['hello', 'text/x', 'ell'],
      keys: [["dir/a b+(été)'!*=.txt", 'text/x']],
      after: 0,
    });
    expect(local.errors).toEqual([]);
  });

  it('uploads in parts, and by a presigned URL', async () => {
    await page.goto(files.origin);
    const done = await page.evaluate(
      async ({ options, zone }) => {
        const bucket = openBucket(options, 'photos', zone);
        const { upload_id } = (await bucket.initiateMultipartUpload('parts')).data;
        const bodies = ['a'.repeat(4 * 1024 * 1024), 'end'];
        const object_parts = bodies.map((_, index) => ({ part_number: index + 1 }));
        for (const [index, body] of bodies.entries()) {
          await bucket.uploadMultipart('parts', { upload_id, part_number: index + 1, body });
        }
        const completed = await bucket.completeMultipartUpload('parts', { upload_id, object_parts });
        const { operation } = await bucket.putObjectRequest('by url').signQuery(60);
        const put = await fetch(operation.uri, { method: 'PUT', body: new Blob(['by url']) });
        const got = await bucket.getObject('by url');
        return [completed.status, (await bucket.getObject('parts')).data.length, put.status, got.data];
      },
      { options: settings(), zone: local.region },
    );
    expect(done).toEqual([201, 4 * 1024 * 1024 + 3, 201, 'by url']);
  });

  it('reads why it is refused, where a rule allows it, and nothing where none does', async () => {
    const refusal = (options: object): Promise<unknown> =>
      page.evaluate(
        ({ options: given, zone }) =>
          openBucket(given, 'photos', zone)
            .putObject('a', { body: 'x' })
            .then(
              () => 'taken',
              (error: { message: string; response?: { status: number; data: { code: string } } }) =>
                error.response === undefined
                  ? error.message
                  : [error.response.status, error.response.data.code],
            ),
        { options, zone: local.region },
      );
    await page.goto(files.origin);
    expect(await refusal(settings({ secret_access_key: 'wrong' }))).toEqual([401, 'signature_not_matched']);
    await page.goto(stranger.origin);
    expect(await refusal(settings())).toBe('Network Error');
  });
});
