import { afterAll, beforeAll, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { corsIssueInWords } from '../../src/cors/cors-issue-in-words.js';
import { deleteBucketCors } from '../../src/cors/delete-bucket-cors.js';
import { getBucketCors } from '../../src/cors/get-bucket-cors.js';
import { putBucketCors } from '../../src/cors/put-bucket-cors.js';
import { requiredCors } from '../../src/cors/required-cors.js';
import { chineseCorsWords } from '../../src/cors/words/zh-cn.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import * as node from '../../src/node/index.js';
import {
  cephDialect,
  cosDialect,
  type Dialect,
  ossDialect,
  qingstorDialect,
  s3Dialect,
  startLocalBucket,
} from '../../src/node/index.js';
import { ceph } from '../../src/stores/ceph.js';
import { cos } from '../../src/stores/cos.js';
import { oss } from '../../src/stores/oss.js';
import { ossV1 } from '../../src/stores/oss-v1.js';
import { qingstor } from '../../src/stores/qingstor.js';
import { s3 } from '../../src/stores/s3.js';
import type { Store } from '../../src/stores/store.js';
import type { Bucket } from '../../src/transport/bucket.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { describeWithEngines } from '../support/engines/describe-with-engines.js';
import { describeWithCeph } from '../support/needs.js';
import { type RealStore, startCephStore } from '../support/real-stores.js';
import { CALLS, type CallName, callInPage, manageInPage, type PagePlace } from './cors-in-page/in-page.js';
import { type CorsPage, openCorsPage } from './cors-in-page/open-page.js';

const OTHER: CorsRule = { allowedOrigins: ['https://b.example'], allowedMethods: ['GET'], maxAgeSeconds: 60 };

/** What the owner has on a server: long-lived keys, and no browser between. */
function ownerOf(store: Store, place: Omit<PagePlace, 'store'>): Bucket {
  const { endpoint, region, bucket, credentials } = place;
  return createBucket({ store, endpoint, region, bucket, addressing: 'path', credentials });
}

/** In a page, no store that hides its answers is asked anything: each call says why, and what to run. */
async function expectRefused(page: CorsPage, place: PagePlace, title: string): Promise<void> {
  const { endpoint, region, bucket, store } = place;
  const rest = `--store ${store === 'ossV1' ? 'oss-v1' : store} --bucket ${bucket} --region ${region} --endpoint ${endpoint}`;
  for (const call of Object.keys(CALLS) as CallName[]) {
    const { error, requests } = await page.run(callInPage, place, call);
    const command = `npx bucket-preflight cors ${CALLS[call]} ${rest}`;
    expect(requests).toEqual([]);
    expect(error).toMatchObject({ code: 'ERR_UNSUPPORTED', message: expect.stringContaining(command) });
    expect(error?.message).not.toContain(place.credentials.secretAccessKey);
    const [issue, ...more] = error?.issues ?? [];
    expect(more).toEqual([]);
    if (issue === undefined) throw new Error('there is no finding');
    expect(issue.code).toBe('cors.wanted.unmanageable');
    const english = corsIssueInWords(issue);
    expect(english).toContain(`cannot be read or changed by a page: ${title} answers`);
    const chinese = corsIssueInWords(issue, chineseCorsWords);
    expect(chinese).toContain('页面无法读取或修改');
    for (const words of [english, chinese]) expect(words).toContain(command);
  }
}

describeWithEngines('CORS rules are managed by a page', ({ name: engineName, engine }) => {
  let page: CorsPage;
  beforeAll(async () => {
    page = await openCorsPage(engine());
  });
  afterAll(() => page?.stop());

  const READABLE = [
    ['s3', s3, s3Dialect, 'photos'],
    ['cos', cos, cosDialect, 'photos-1250000000'],
    ['qingstor', qingstor, qingstorDialect, 'photos'],
  ] as const satisfies readonly (readonly [PagePlace['store'], Store, Dialect, string])[];

  it.each(READABLE)(
    'got, put, planned, applied, verified, taken back and deleted, on the local bucket as %s',
    async (name, store, dialect, bucket) => {
      const manager = requiredCors({ store, operations: ['manage-cors', 'download'], origin: page.origin });
      const local = await startLocalBucket({ dialect, buckets: { [bucket]: manager } });
      try {
        const { endpoint, region, rootCredentials: credentials } = local;
        const place = { store: name, endpoint, region, bucket, credentials };
        const owner = ownerOf(store, place);
        const seen = await page.run(manageInPage, place, manager, OTHER);
        expect(seen).toEqual({
          got: manager.length,
          put: 2,
          planned: ['added'],
          undoKept: true,
          applied: 3,
          verified: 'ok.allowed',
          verifyRefused: 'ERR_UNSUPPORTED',
          stale: 'ERR_CHANGED',
          undone: 2,
          lockedOut: 'ERR_CONFIG cors.wanted.lock-out',
          deletion: 'ERR_CONFIG cors.rules.none',
          afterDeletion: 'ERR_NETWORK',
          putAgain: 'ERR_NETWORK',
        });
        // WebKit lets the last put out by a preflight that it has kept, and hides only its answer from the page.
        const left = engineName === 'webkit' ? manager.length : 0;
        expect((await getBucketCors(owner)).configuration.rules).toHaveLength(left);
      } finally {
        await local.stop();
      }
    },
  );

  const HIDDEN = [
    ['oss', oss, ossDialect],
    ['ossV1', ossV1, ossDialect],
    ['ceph', ceph, cephDialect],
  ] as const;

  it('every dialect is one of which a page can manage rules, or one that hides its answers', () => {
    const dialects = Object.values(node).filter(
      (value): value is Dialect => typeof value === 'object' && 'readOperation' in value,
    );
    expect(new Set([...READABLE, ...HIDDEN].map(([, , { name }]) => name))).toEqual(
      new Set(dialects.map(({ name }) => name)),
    );
    for (const [, store] of READABLE) expect(store.corsReadableInPage).not.toBe(false);
    for (const [, store] of HIDDEN) expect(store.corsReadableInPage).toBe(false);
  });

  it.each(HIDDEN)(
    'not on %s, which says why and what to run; from a terminal it can',
    async (name, store, dialect) => {
      const local = await startLocalBucket({ dialect, buckets: { photos: [] } });
      try {
        const { endpoint, region, rootCredentials: credentials } = local;
        const place = { store: name, endpoint, region, bucket: 'photos', credentials };
        await putBucketCors(ownerOf(store, place), [{ ...OTHER, allowedOrigins: [page.origin] }]);
        await expectRefused(page, place, store.title);
        expect((await getBucketCors(ownerOf(store, place))).configuration.rules).toHaveLength(1);
      } finally {
        await local.stop();
      }
    },
  );

  describeWithCeph('Ceph RGW', () => {
    let gateway: RealStore;
    beforeAll(async () => {
      gateway = await startCephStore();
    });
    afterAll(() => gateway?.stop());

    it('hides its answers about rules from every page, so that nothing is sent and the command is told', async () => {
      const { endpoint, region, admin: credentials } = gateway;
      const place = { store: 'ceph' as const, endpoint, region, bucket: 'photos', credentials };
      const owner = ownerOf(ceph, place);
      await sendRequest(owner, { method: 'PUT', key: '' });
      const all = {
        allowedOrigins: [page.origin],
        allowedMethods: ['GET', 'PUT', 'DELETE'],
        allowedHeaders: ['*'],
      };
      await putBucketCors(owner, [all]);
      await expectRefused(page, place, ceph.title);
      // That it really hides them, whatever the rules allow.
      for (const [method, status] of [
        ['GET', 200],
        ['PUT', 200],
        ['DELETE', 204],
      ] as const) {
        const answers: Response[] = [];
        const watched = createBucket({
          ...{ store: ceph, endpoint, region, bucket: 'photos', credentials },
          fetch: async (url, init) => {
            const headers = { ...(init?.headers as Record<string, string>), origin: page.origin };
            const answer = await fetch(url, { ...init, headers });
            answers.push(answer);
            return answer;
          },
        });
        if (method === 'GET') await getBucketCors(watched);
        else if (method === 'PUT') await putBucketCors(watched, [all]);
        else await deleteBucketCors(watched);
        expect(answers.map((one) => [one.status, one.headers.get('access-control-allow-origin')])).toEqual([
          [status, null],
        ]);
      }
    });
  });
});
