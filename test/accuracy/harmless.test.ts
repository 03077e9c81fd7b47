import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { CorsRule } from '../../src/model/cors-rule.js';
import type { Diagnosis } from '../../src/model/diagnosis.js';
import {
  cephDialect,
  cosDialect,
  type Dialect,
  ossDialect,
  qingstorDialect,
  s3Dialect,
} from '../../src/node/index.js';
import { PLAIN_BODY } from '../../src/node/local-bucket/authentication.js';
import { createHandler } from '../../src/node/local-bucket/create-handler.js';
import type { RequestHandler } from '../../src/node/local-bucket/exchange.js';
import { createMemoryStorage } from '../../src/node/local-bucket/storage/memory/memory-storage.js';
import type { ObjectStorage } from '../../src/node/local-bucket/storage/object-storage.js';
import { chromiumPath } from '../support/needs.js';
import type { StoreName } from './accuracy-case.js';
import { generateCase } from './generate-case.js';
import { type Front, stageCase, startFront } from './play/front.js';
import { diagnoseInPage, type PageJob } from './play/in-page.js';
import { openSdkPage, type SdkPage } from './play/open-page.js';

const DIALECTS: Readonly<Record<StoreName, Dialect>> = {
  s3: s3Dialect,
  oss: ossDialect,
  cos: cosDialect,
  qingstor: qingstorDialect,
  ceph: cephDialect,
};
const STORES = Object.keys(DIALECTS) as StoreName[];
const DIAGNOSES = 1000;
const SIDE_BY_SIDE = 10;
const TIME_LIMIT_MS = 240_000;
const SEED = 20_261_121;
const EVERYBODY = {
  allowedOrigins: ['*'],
  allowedMethods: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'],
  allowedHeaders: ['*'],
  exposeHeaders: ['ETag'],
};
/** Under these a diagnosis has to look for methods and names. */
const SOME = [
  {
    allowedOrigins: ['*'],
    allowedMethods: ['GET', 'PUT'],
    allowedHeaders: ['authorization', 'content-type', 'x-a', 'x-trace-id'],
  },
  { allowedOrigins: ['*'], allowedMethods: ['POST', 'DELETE'], allowedHeaders: ['x-b', 'x-tenant'] },
];
const NOW = new Date('2026-11-21T00:00:00Z');
const NOTHING = { headers: [], metadata: [] };

/**
 * A bucket to which anybody may write, with something in it to lose.
 *
 * @param acceptsAll - Whether every signature is accepted, and not only that there is none.
 */
async function openPublicStore(
  dialect: Dialect,
  rules: readonly CorsRule[],
  acceptsAll: boolean,
): Promise<{ storage: ObjectStorage; handler: RequestHandler }> {
  const storage = createMemoryStorage(64 * 1024 * 1024, 100_000);
  await storage.createBucket({ name: 'public', createdAt: NOW, cors: { rules } });
  const record = { size: 3, etag: '900150983cd24fb0d6963f7d28e17f72', lastModified: NOW };
  for (let number = 1; number <= 99; number += 1) {
    const body = storage.stage();
    await body.write(Buffer.from('abc'));
    await storage.putObject('public', { ...NOTHING, ...record, key: `a-${number}.bin` }, body, () => {});
    const uploadId = `upload-${number}`;
    await storage.createUpload('public', { ...NOTHING, uploadId, key: `a-${number}.bin`, startedAt: NOW });
    const part = storage.stage();
    await part.write(Buffer.from('abc'));
    await storage.putPart('public', uploadId, { ...record, partNumber: 1 }, part);
  }
  const anybody = { accessKeyId: 'anybody', secretAccessKey: 'none', session: null };
  const { authentication } = dialect;
  const open: Dialect = {
    ...dialect,
    authentication: {
      ...authentication,
      authenticate: (...request) =>
        (acceptsAll ? null : authentication.authenticate(...request)) ?? {
          caller: anybody,
          body: PLAIN_BODY,
        },
    },
  };
  const handler = createHandler({
    dialect: open,
    region: dialect.defaultRegion,
    storage,
    keys: new Map(),
    ruleSemantics: dialect.ruleSemantics,
    corsHeadersOnAuthErrors: true,
    now: () => new Date(),
    randomBytes,
    onError: (error) => {
      throw error;
    },
  });
  return { storage, handler };
}

/** All that the bucket holds, down to the times of its objects. */
async function contentOf(storage: ObjectStorage): Promise<object> {
  const uploads = (await storage.listUploads('public')) ?? [];
  const withParts = await Promise.all(uploads.map(({ uploadId }) => storage.findUpload('public', uploadId)));
  return {
    bucket: storage.buckets(),
    objects: [...((await storage.listObjects('public', '', '')) ?? [])],
    uploads: withParts.map((each) => ({ ...each?.upload, parts: [...(each?.parts.values() ?? [])] })),
  };
}

let front: Front;
let page: SdkPage;
beforeAll(async () => {
  if (chromiumPath === undefined) return;
  front = await startFront(SIDE_BY_SIDE);
  page = await openSdkPage('chromium');
});
afterAll(async () => {
  await page?.close();
  await front?.stop();
});

type NamedStore = Awaited<ReturnType<typeof openPublicStore>> & { readonly name: StoreName };

/**
 * Diagnoses random requests in a page, one store after the other.
 *
 * @param lane - Begins the name by which the page knows each bucket.
 * @param usesCredentials - Whether requests may be signed. `null`: in some cases.
 * @param atEdge - What stands in front of the stores makes this of a target.
 */
async function diagnoseAt(
  stores: readonly NamedStore[],
  count: number,
  lane: string,
  usesCredentials: boolean | null = null,
  atEdge = (target: string) => target,
): Promise<{ readonly found: Diagnosis[]; readonly methods: string[] }> {
  const methods: string[] = [];
  const jobs = Array.from({ length: count }, (_, index): PageJob => {
    const { name, handler } = stores[index % stores.length] as NamedStore;
    const of = { ...generateCase(SEED, index), store: name, isFlaky: false, isSlow: false };
    const bucket = `${lane}-${index}`;
    const heard: RequestHandler = {
      ...handler,
      answer: (head, body) => {
        methods.push(head.method);
        const target = atEdge(head.target.replace(`/${bucket}`, '/public'));
        return handler.answer({ ...head, target }, body);
      },
    };
    front.staged.set(bucket, stageCase(of, heard, null));
    return {
      storeName: name,
      endpoint: front.endpoints[index % SIDE_BY_SIDE] ?? '',
      bucket,
      region: DIALECTS[name].defaultRegion,
      credentials: JSON.stringify({
        AccessKeyId: 'example',
        SecretAccessKey: 'example-secret',
        ...(name === 'qingstor' ? {} : { SessionToken: 'example-token', Expiration: '2100-01-01T00:00:00Z' }),
      }),
      request: of.request,
      rules: null,
      usesCredentials: usesCredentials ?? of.usesCredentials,
      timeoutMs: 10_000,
      readBefore: null,
    };
  });
  const diagnosed = await page.evaluate(diagnoseInPage, jobs);
  expect(diagnosed.map(({ error }) => error).filter((error) => error !== '')).toEqual([]);
  return { found: diagnosed.flatMap(({ diagnosis }) => diagnosis ?? []), methods };
}

/** They got through, all the methods that change things included: nothing else kept the buckets as they were. */
function expectChanging(methods: readonly string[], least: number): void {
  for (const method of ['PUT', 'POST', 'DELETE'])
    expect(methods.filter((each) => each === method).length).toBeGreaterThan(least);
}

it.runIf(chromiumPath !== undefined)(
  `${DIAGNOSES} diagnoses change nothing in buckets to which anybody may write`,
  async () => {
    const stores = await Promise.all(
      STORES.flatMap((name) => [
        openPublicStore(DIALECTS[name], [EVERYBODY], false).then((store) => ({ name, ...store })),
        openPublicStore(DIALECTS[name], [EVERYBODY], true).then((store) => ({ name, ...store })),
        openPublicStore(DIALECTS[name], SOME, true).then((store) => ({ name, ...store })),
      ]),
    );
    const before = await Promise.all(stores.map(({ storage }) => contentOf(storage)));
    expect(before[0]).toMatchObject({ objects: { length: 99 }, uploads: { length: 99 } });
    const { found, methods } = await diagnoseAt(stores, DIAGNOSES, 'public');
    for (const code of ['ok.allowed', 'pre.header', 'pre.method'])
      expect(found.filter((each) => each.code === code).length).toBeGreaterThan(50);
    // With a signature that the store accepts, too.
    const isAccepted = (each: Diagnosis) => each.signatureChecked && each.code === 'ok.allowed';
    expect(found.filter(isAccepted).length).toBeGreaterThan(50);
    expectChanging(methods, 100);
    expect(await Promise.all(stores.map(({ storage }) => contentOf(storage)))).toEqual(before);
  },
  TIME_LIMIT_MS,
);

it.runIf(chromiumPath !== undefined)(
  'an edge that drops the query and signs for itself carries out no probe on an object that was there',
  async () => {
    const stores = await Promise.all(
      STORES.flatMap((name) =>
        [[EVERYBODY], SOME].map(async (rules) => ({
          name,
          ...(await openPublicStore(DIALECTS[name], rules, true)),
        })),
      ),
    );
    const listed = () =>
      Promise.all(
        stores.map(async ({ storage }) => [...((await storage.listObjects('public', '', '')) ?? [])]),
      );
    const before = await listed();
    const dropQuery = (target: string) => target.replace(/\?.*/s, '');
    const { methods } = await diagnoseAt(stores, 200, 'edge', false, dropQuery);
    expectChanging(methods, 20);
    const after = await listed();
    const isOfProbe = ({ key }: { readonly key: string }) => /^bucket-preflight-\w+-a-\d+\.bin$/.test(key);
    expect(after.map((objects) => objects.filter((each) => !isOfProbe(each)))).toEqual(before);
    // It did carry them out, at keys of their own.
    expect(after.flat().filter(isOfProbe).length).toBeGreaterThan(20);
  },
  TIME_LIMIT_MS,
);
