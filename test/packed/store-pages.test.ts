import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { getObject } from '../../src/client/get-object.js';
import { putObject } from '../../src/client/put-object.js';
import { getBucketCors } from '../../src/cors/get-bucket-cors.js';
import { putBucketCors } from '../../src/cors/put-bucket-cors.js';
import { readCorsDocument } from '../../src/cors/read-cors-document.js';
import { requiredCors } from '../../src/cors/required-cors.js';
import { validateCors } from '../../src/cors/validate-cors.js';
import { readCredentials } from '../../src/credentials/read-credentials.js';
import {
  cosDialect,
  type Dialect,
  type LocalBucket,
  ossDialect,
  qingstorDialect,
  s3Dialect,
  startLocalBucket,
} from '../../src/node/index.js';
import { aws } from '../../src/stores/aws.js';
import { cos } from '../../src/stores/cos.js';
import { oss } from '../../src/stores/oss.js';
import { qingstor } from '../../src/stores/qingstor.js';
import type { Store } from '../../src/stores/store.js';
import type { Bucket } from '../../src/transport/bucket.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { blocksOf, runBlock } from '../support/page-commands.js';

const ORIGIN = 'https://app.example.com';
const OPERATIONS = ['upload', 'multipart-upload'] as const;

interface StorePage {
  readonly page: string;
  readonly store: Store;
  readonly dialect: Dialect;
  readonly bucket: string;
  /** The environment of the command line: key id, key, region, endpoint. */
  readonly variables: readonly [string, string, string, string];
}

const OSS: StorePage = {
  page: 'docs/stores/oss.md',
  store: oss,
  dialect: ossDialect,
  bucket: 'photos',
  variables: ['OSS_ACCESS_KEY_ID', 'OSS_ACCESS_KEY_SECRET', 'OSS_REGION', 'OSS_ENDPOINT'],
};
const COS: StorePage = {
  page: 'docs/stores/cos.md',
  store: cos,
  dialect: cosDialect,
  bucket: 'photos-1250000000',
  variables: ['TENCENTCLOUD_SECRET_ID', 'TENCENTCLOUD_SECRET_KEY', 'TENCENTCLOUD_REGION', 'COS_ENDPOINT'],
};
const QINGSTOR: StorePage = {
  page: 'docs/stores/qingstor.md',
  store: qingstor,
  dialect: qingstorDialect,
  bucket: 'photos',
  variables: ['QINGSTOR_ACCESS_KEY_ID', 'QINGSTOR_SECRET_ACCESS_KEY', 'QINGSTOR_ZONE', 'QINGSTOR_ENDPOINT'],
};
const S3: StorePage = {
  page: 'docs/stores/s3.md',
  store: aws,
  dialect: s3Dialect,
  bucket: 'photos',
  variables: ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY', 'AWS_REGION', 'AWS_ENDPOINT_URL_S3'],
};
/** The same page in each language. */
const inBoth = (pages: readonly StorePage[]): StorePage[] =>
  pages.flatMap((page) => [page, { ...page, page: page.page.replace('.md', '.zh-CN.md') }]);
const PAGES = inBoth([OSS, COS, QINGSTOR, S3]);

const running: LocalBucket[] = [];
mkdirSync('build', { recursive: true });
// Within the package, so that the examples find it by its name as an app does.
const dir = mkdtempSync(resolve('build/store-pages-'));
afterAll(async () => {
  rmSync(dir, { recursive: true, force: true });
  await Promise.all(running.map((local) => local.stop()));
});

async function start({ dialect, bucket }: StorePage): Promise<LocalBucket> {
  const local = await startLocalBucket({ dialect, buckets: { [bucket]: [] }, pageBackend: true });
  running.push(local);
  return local;
}

function bucketOf(
  { store, bucket }: StorePage,
  { endpoint, region }: LocalBucket,
  credentials: unknown,
): Bucket {
  const given = { store, endpoint, region, bucket, addressing: 'path' as const };
  return createBucket<Store>({ ...given, credentials: () => credentials });
}

/** A bucket with the temporary keys that the store's STS gives for a policy. */
async function bucketUnder(page: StorePage, local: LocalBucket, policy: string) {
  const answer = await fetch(`${local.endpoint}/_local/sts?${new URLSearchParams({ Policy: policy })}`);
  const text = await answer.text();
  if (!answer.ok) throw new Error(`the STS answered ${answer.status}: ${text}`);
  return bucketOf(page, local, await readCredentials(text, new Date(), 'temporary'));
}

/** `200`, or the status by which the store refuses. */
const statusOf = (sent: Promise<unknown>): Promise<number> =>
  sent.then(
    () => 200,
    (error: { status?: number }) => error.status ?? -1,
  );

const rulesOf = (page: string): string => {
  const xml = blocksOf(page, 'xml')[0];
  return xml ?? blocksOf(page, 'json').find((block) => block.includes('cors_rules')) ?? '';
};

describe.each(inBoth([OSS, COS, S3]))('the policies of $page', (page) => {
  it('let temporary keys upload below the prefix, whole and in parts, and do nothing else', async () => {
    const local = await start(page);
    const [uploads = ''] = blocksOf(page.page, 'json');
    const bucket = await bucketUnder(page, local, uploads);
    expect(await statusOf(putObject(bucket, 'users/7/a', 'x'))).toBe(200);
    const begun = await sendRequest(bucket, { method: 'POST', key: 'users/7/b', query: { uploads: '' } });
    const [, uploadId = ''] = /<UploadId>(.*)<\/UploadId>/.exec(await begun.text()) ?? [];
    const part = { partNumber: '1', uploadId };
    const sent = await sendRequest(bucket, { method: 'PUT', key: 'users/7/b', query: part }, { body: 'x' });
    const etag = sent.headers.get('etag');
    const listed = sendRequest(bucket, { method: 'GET', key: 'users/7/b', query: { uploadId } });
    expect(await statusOf(listed)).toBe(200);
    const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${etag}</ETag></Part></CompleteMultipartUpload>`;
    const ended = sendRequest(bucket, { method: 'POST', key: 'users/7/b', query: { uploadId } }, { body });
    expect(await statusOf(ended)).toBe(200);
    const root = bucketOf(page, local, local.rootCredentials);
    expect(await (await getObject(root, 'users/7/b')).text()).toBe('x');
    const refused = [
      putObject(bucket, 'users/8/a', 'x'),
      putObject(bucket, 'a', 'x'),
      getObject(bucket, 'users/7/a'),
      sendRequest(bucket, { method: 'DELETE', key: 'users/7/a' }),
      getBucketCors(bucket),
    ];
    expect(await Promise.all(refused.map(statusOf))).toEqual([403, 403, 403, 403, 403]);
  });

  it('let others change the rules, and do nothing else', async () => {
    const local = await start(page);
    const [, managing = ''] = blocksOf(page.page, 'json');
    const bucket = await bucketUnder(page, local, managing);
    const rule = { allowedOrigins: [ORIGIN], allowedMethods: ['PUT'], allowedHeaders: ['*'] };
    await putBucketCors(bucket, [{ ...rule, exposeHeaders: ['ETag'], maxAgeSeconds: 600 }]);
    expect((await getBucketCors(bucket)).configuration.rules).toHaveLength(1);
    expect(await statusOf(putObject(bucket, 'users/7/a', 'x'))).toBe(403);
  });
});

describe.each(PAGES)('the CORS rules of $page', ({ page, store }) => {
  it('are read and approved of, and are the least but for the id of a request', async () => {
    const { configuration, unknown, warnings } = await readCorsDocument(rulesOf(page));
    expect([unknown, warnings]).toEqual([[], []]);
    const wanted = { origins: [ORIGIN], operations: OPERATIONS };
    expect(validateCors(configuration, store, wanted)).toEqual([]);
    const [least] = requiredCors({ store, origin: ORIGIN, operations: OPERATIONS });
    const requestId = store.corsLimits?.requestIdHeader ?? '';
    expect(configuration.rules).toEqual([{ ...least, exposeHeaders: ['ETag', requestId] }]);
  });
});

describe.each(PAGES)('the commands of $page', (page) => {
  it('run one after the other, and leave a bucket with the rules', async () => {
    const local = await start(page);
    const { accessKeyId, secretAccessKey } = local.rootCredentials;
    const values = [accessKeyId, secretAccessKey, local.region, local.endpoint];
    const env = Object.fromEntries(page.variables.map((name, index) => [name, values[index] ?? '']));
    const shell = { env, files: {} };
    const blocks = blocksOf(page.page, 'sh');
    expect(blocks).not.toEqual([]);
    for (const block of blocks)
      for (const { line, expectedCode, exitCode, err } of await runBlock(block, shell))
        expect([line, exitCode, err]).toEqual([line, expectedCode, '']);
    const { configuration } = await getBucketCors(bucketOf(page, local, local.rootCredentials));
    expect(configuration.rules).toHaveLength(1);
  });
});

describe.each(inBoth([QINGSTOR]))('$page', ({ page }) => {
  it('has a server sign uploads of the user’s own, and nothing else', async () => {
    const [code = ''] = blocksOf(page, 'js');
    const file = join(mkdtempSync(join(dir, 'sign-')), 'sign.mjs');
    writeFileSync(file, code);
    const { sign } = (await import(/* @vite-ignore */ pathToFileURL(file).href)) as {
      sign: (bucket: unknown, question: object, userId: string) => Promise<{ url: string }>;
    };
    const local = await start(QINGSTOR);
    // The example's own copy of the SDK makes the bucket, as in an app.
    const sdk = (await import(pathToFileURL(resolve('dist/esm/index.js')).href)) as {
      createBucket: (options: object) => unknown;
      qingstor: object;
    };
    const { endpoint, region, rootCredentials: credentials } = local;
    const options = { store: sdk.qingstor, endpoint, region, bucket: 'photos', addressing: 'path' };
    const bucket = sdk.createBucket({ ...options, credentials });
    const question = { form: 'url', method: 'PUT', bucket: 'photos', key: 'users/7/a', expiresInSeconds: 60 };
    const { url } = await sign(bucket, question, '7');
    expect((await fetch(url, { method: 'PUT', body: new Uint8Array([1]) })).status).toBe(201);
    for (const other of [{ key: 'users/8/a' }, { method: 'DELETE' }, { expiresInSeconds: 301 }])
      await expect(sign(bucket, { ...question, ...other }, '7')).rejects.toThrow();
  });

  it('shows a bucket policy of the shape, and with the actions, that the vendor documents', () => {
    // https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/bucket/policy/put_policy/
    const known =
      'get_object create_object delete_object head_object list_objects list_object_parts upload_object_part abort_multipart_upload initiate_multipart_upload complete_multipart_upload';
    const [policy = ''] = blocksOf(page, 'json');
    const { statement } = JSON.parse(policy) as { statement: { action: string[]; resource: string[] }[] };
    for (const { action, resource, ...rest } of statement) {
      expect(Object.keys(rest)).toEqual(['id', 'user', 'effect']);
      expect(action.filter((name) => !known.split(' ').includes(name))).toEqual([]);
      expect(resource).toEqual(['photos/users/*']);
    }
  });
});
