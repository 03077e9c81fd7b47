import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Browser } from 'playwright';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket } from '../../src/client/create-bucket.js';
import { deleteBucketCors } from '../../src/cors/delete-bucket-cors.js';
import { getBucketCors } from '../../src/cors/get-bucket-cors.js';
import { putBucketCors } from '../../src/cors/put-bucket-cors.js';
import type { CorsRule, Diagnosis } from '../../src/index.js';
import type { Bucket } from '../../src/transport/bucket.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { freePorts } from '../servers/processes.js';
import { assumeRole, temporaryCredentials } from '../support/assume-role.js';
import { launchChromium } from '../support/chromium.js';
import { type DiagnosingPage, openDiagnosingPage } from '../support/diagnosing-page.js';
import { cephVersion, chromiumPath } from '../support/needs.js';
import { type RealStore, startCephStore, startLocalStore } from '../support/real-stores.js';

const NAMES = ['authorization', 'content-type', 'x-amz-content-sha256', 'x-amz-date', 'x-amz-security-token'];
const REQUEST = { method: 'PUT', key: 'a.bin', headers: { 'content-type': 'application/octet-stream' } };

let browser: Browser;
let page: DiagnosingPage;

describe.runIf(chromiumPath !== undefined)('a diagnosis in Chromium', () => {
  beforeAll(async () => {
    browser = await launchChromium();
    page = await openDiagnosingPage(browser);
  });
  afterAll(async () => {
    await page?.stop();
    await browser?.close();
  });

  diagnosesOf('the local bucket', true, () => startLocalStore());
  diagnosesOf('Ceph', cephVersion !== undefined, startCephStore);

  describe('where a server redirects', () => {
    it.each(['PUT', 'POST', 'DELETE'])('follows no %s, and hands nobody the token', async (method) => {
      const stranger: string[] = [];
      const elsewhere = createServer((request, response) => {
        stranger.push(`${request.method} ${request.headers['x-amz-security-token']}`);
        response
          .writeHead(200, { 'access-control-allow-origin': '*', 'access-control-allow-headers': '*' })
          .end();
      });
      const redirecting = createServer((request, response) => {
        const cors = {
          'access-control-allow-origin': '*',
          'access-control-allow-headers': '*',
          'access-control-allow-methods': '*',
        };
        if (request.method === 'OPTIONS') response.writeHead(200, cors).end();
        else response.writeHead(307, { ...cors, location: `http://127.0.0.1:${portOf(elsewhere)}/x` }).end();
      });
      for (const server of [elsewhere, redirecting]) {
        await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
      }
      const diagnosis = await page.diagnose({
        storeName: 's3',
        endpoint: `http://127.0.0.1:${portOf(redirecting)}`,
        bucket: 'photos',
        credentials: FAKE_STS,
        request: { ...REQUEST, method },
        useCredentials: true,
      });
      for (const server of [elsewhere, redirecting]) {
        server.closeAllConnections();
        await new Promise((resolve) => server.close(resolve));
      }
      expect(diagnosis.code).toBe('act.redirect');
      expect(diagnosis.evidence.map(({ kind }) => kind)).not.toContain('rules');
      // The store itself was sent the signed request, and no redirect of it was followed.
      expect(diagnosis.evidence.filter(({ kind }) => kind === 'signature')).toEqual([
        expect.objectContaining({ method, passed: true, via: 'opaque' }),
      ]);
      expect(stranger.filter((line) => !line.startsWith('GET undefined'))).toEqual([]);
    });
  });

  describe('where nobody answers', () => {
    const nowhere = { storeName: 's3' as const, bucket: 'photos', credentials: FAKE_STS, request: REQUEST };

    it('says that a server is down', async () => {
      const [port] = await freePorts(1);
      const diagnosis = await page.diagnose({ ...nowhere, endpoint: `http://127.0.0.1:${port}` });
      expect(diagnosis).toMatchObject({ code: 'net.unreachable', stage: 'network', confidence: 'strong' });
      expect(diagnosis.undecided?.command).toBe(
        `curl -sSv -o /dev/null 'http://127.0.0.1:${port}/photos/a.bin' -H 'Origin: ${page.origin}'`,
      );
    });

    it('says that a name does not resolve', async () => {
      const diagnosis = await page.diagnose({ ...nowhere, endpoint: 'http://no-such-host.invalid' });
      expect(diagnosis.code).toBe('net.unreachable');
    });

    it('does not take a policy that only reports for one that forbids', async () => {
      const [port] = await freePorts(1);
      const policy = { 'content-security-policy-report-only': "connect-src 'self'" };
      const reporting = await openDiagnosingPage(browser, policy);
      const diagnosis = await reporting.diagnose({ ...nowhere, endpoint: `http://127.0.0.1:${port}` });
      await reporting.stop();
      expect(diagnosis.code).toBe('net.unreachable');
    });

    it("says that the page's own policy forbids it", async () => {
      const [port] = await freePorts(1);
      const strict = await openDiagnosingPage(browser, { 'content-security-policy': "connect-src 'self'" });
      const diagnosis = await strict.diagnose({ ...nowhere, endpoint: `http://127.0.0.1:${port}` });
      await strict.stop();
      expect(diagnosis).toMatchObject({ code: 'env.csp', stage: 'local', confidence: 'proof' });
    });
  });
});

const portOf = (server: Server): number => (server.address() as AddressInfo).port;

/** An answer of an STS that no store knows of. */
const FAKE_STS = JSON.stringify({
  Credentials: {
    AccessKeyId: 'ASIAEXAMPLE',
    SecretAccessKey: 'example-secret',
    SessionToken: 'example-token',
    Expiration: '2100-01-01T00:00:00Z',
  },
});

function diagnosesOf(title: string, present: boolean, start: () => Promise<RealStore>): void {
  describe.runIf(present)(`on ${title}`, () => {
    let store: RealStore;
    let admin: Bucket;
    let sts: string;

    beforeAll(async () => {
      store = await start();
      admin = bucketOf('photos');
      await sendRequest(admin, { method: 'PUT', key: '' });
      sts = await assumeRole(store);
    });
    afterAll(() => store?.stop());

    const bucketOf = (bucket: string): Bucket =>
      createBucket({
        store: store.store,
        endpoint: store.endpoint,
        region: 'us-east-1',
        bucket,
        addressing: 'path',
        credentials: store.admin,
      });

    const diagnoseUnder = async (
      rules: readonly CorsRule[],
      options: Partial<Parameters<typeof page.diagnose>[0]> = {},
    ) => {
      if (rules.length === 0) await deleteBucketCors(admin);
      else await putBucketCors(admin, rules);
      const { storeName, endpoint } = store;
      return page.diagnose({
        storeName,
        endpoint,
        bucket: 'photos',
        credentials: sts,
        request: REQUEST,
        ...options,
      });
    };

    const rule = (changes: Partial<CorsRule> = {}): CorsRule => ({
      allowedOrigins: [page.origin],
      allowedMethods: ['GET', 'PUT', 'HEAD'],
      allowedHeaders: NAMES,
      ...changes,
    });

    it('says allowed, with a signature that the store accepts', async () => {
      const diagnosis = await diagnoseUnder([rule()], { useCredentials: true });
      // The answer to GET ?cors carries no CORS headers on Ceph: no page can read the rules there.
      const rules = store.store.corsReadableInPage ? [rule()] : null;
      expect(diagnosis).toMatchObject({
        code: 'ok.allowed',
        confidence: 'proof',
        rules,
        signatureChecked: true,
      });
    });

    it('says allowed also in a page that may send nothing without CORS', async () => {
      const embedding = await openDiagnosingPage(browser, { 'cross-origin-embedder-policy': 'require-corp' });
      await putBucketCors(admin, [rule({ allowedOrigins: [embedding.origin] })]);
      const { storeName, endpoint } = store;
      const place = { storeName, endpoint, bucket: 'photos', credentials: sts };
      const diagnosis = await embedding.diagnose({ ...place, request: REQUEST });
      await embedding.stop();
      expect(diagnosis.code).toBe('ok.allowed');
    });

    it.each(NAMES)('names the one header that is missing: %s', async (missing) => {
      const lacking = rule({ allowedHeaders: NAMES.filter((name) => name !== missing) });
      const diagnosis = await diagnoseUnder([lacking]);
      expect(diagnosis).toMatchObject({
        code: 'pre.header',
        stage: 'preflight',
        // Where the origin alone picks the rule, another one behind it may allow the header; and what is signed alone may be sent on.
        confidence: store.storeName === 'ceph' || missing === 'authorization' ? 'strong' : 'proof',
        conflicts: [{ kind: 'headers', members: [missing] }],
      });
    });

    it('names the method, and one that passes', async () => {
      const diagnosis = await diagnoseUnder([rule({ allowedMethods: ['GET', 'HEAD'] })]);
      expect(diagnosis).toMatchObject({
        code: 'pre.method',
        conflicts: [{ kind: 'method', members: ['PUT'], passing: ['GET'] }],
      });
    });

    it('names the origin when the rules are known, and leaves it open when not', async () => {
      const other = rule({ allowedOrigins: ['https://other.example'] });
      expect(await diagnoseUnder([other], { rules: [other] })).toMatchObject({
        code: 'pre.origin',
        conflicts: [{ kind: 'origin', members: [page.origin] }],
      });
      const open = await diagnoseUnder([other]);
      expect(open.code).toBe('pre.all-refused');
      expect(open.undecided?.candidates).toContain('pre.origin');
    });

    it('says that there are no rules when that is known', async () => {
      expect(await diagnoseUnder([], { rules: [] })).toMatchObject({
        code: 'pre.no-config',
        confidence: 'strong',
      });
      expect(await diagnoseUnder([])).toMatchObject({ code: 'pre.all-refused' });
    });

    it('says that no single rule, or only a hidden one, allows all of it', async () => {
      const [first, second] = [
        rule({ allowedHeaders: NAMES.slice(0, 2) }),
        rule({ allowedHeaders: NAMES.slice(2) }),
      ];
      const split = await diagnoseUnder([first, second], { rules: [first, second] });
      const hidden = await diagnoseUnder([first, rule()], { rules: [first, rule()] });
      const firstOnly = store.storeName === 'ceph';
      expect(split.code).toBe(firstOnly ? 'pre.header' : 'pre.cross-rule');
      expect(hidden.code).toBe(firstOnly ? 'pre.shadowed' : 'ok.allowed');
    });

    it('has a finding for a bucket that does not exist', async () => {
      const diagnosis = await diagnoseUnder([rule()], { bucket: 'no-such-bucket', useCredentials: true });
      expect(diagnosis.code).toBe('pre.all-refused');
      expect(diagnosis.undecided?.candidates).toContain('pre.bucket');
    });

    it('tells a refused signature from a refused preflight', async () => {
      const { accessKeyId, securityToken } = await temporaryCredentials(store);
      const wrong = JSON.stringify({
        AccessKeyId: accessKeyId,
        SecretAccessKey: 'not-the-secret',
        SessionToken: securityToken,
        Expiration: '2100-01-01T00:00:00Z',
      });
      const diagnosis: Diagnosis = await diagnoseUnder([rule()], {
        credentials: wrong,
        useCredentials: true,
      });
      // Ceph sends such an error without CORS headers, so that the page sees what it sees of a refused preflight.
      const code = store.storeName === 'ceph' ? 'act.error-without-cors' : 'act.readable-error';
      const confidence = store.storeName === 'ceph' ? 'strong' : 'proof';
      expect(diagnosis).toMatchObject({ code, stage: 'response', confidence });
      expect(JSON.stringify(diagnosis)).not.toContain('not-the-secret');
    });

    it.each(['GET', 'HEAD', 'POST', 'DELETE'])(
      'says allowed for %s with a signature that the store accepts',
      async (method) => {
        const all = rule({ allowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] });
        const request = { ...REQUEST, method };
        const diagnosis = await diagnoseUnder([all], { request, useCredentials: true });
        expect(diagnosis).toMatchObject({ code: 'ok.allowed', signatureChecked: true });
      },
    );

    it('sees what a presigned URL with a signed header meets', async () => {
      const request = { ...REQUEST, signing: 'url' as const };
      const unchecked = await diagnoseUnder([rule()], { request });
      expect(unchecked).toMatchObject({ code: 'ok.allowed', confidence: 'strong' });
      // With temporary credentials Ceph checks the signature already on the preflight, where the signed header is not.
      const code = store.storeName === 'ceph' ? 'pre.auth-query' : 'ok.allowed';
      expect(await diagnoseUnder([rule()], { request, useCredentials: true })).toMatchObject({ code });
    });

    it('writes nothing, whatever the method and however much the rules allow', async () => {
      const methods = ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'];
      const open = rule({ allowedMethods: methods, allowedHeaders: ['*'] });
      for (const method of methods) {
        await diagnoseUnder([open], { request: { ...REQUEST, method }, useCredentials: true });
      }
      const read = sendRequest(admin, { method: 'GET', key: REQUEST.key });
      await expect(read).rejects.toMatchObject({ status: 404, answer: { serviceCode: 'NoSuchKey' } });
    });

    it('refuses a key that would make a probe be about something else, before anything is sent', async () => {
      const request = { ...REQUEST, key: '../other', signing: 'url' as const };
      await expect(diagnoseUnder([rule()], { request })).rejects.toThrow(/no browser can address it/);
    });

    it('mends what it found, by each repair it offers', async () => {
      const lacking = rule({ allowedMethods: ['GET'], allowedHeaders: NAMES.slice(0, 3) });
      const known = store.store.corsReadableInPage ? { useCredentials: true } : { rules: [lacking] };
      const { repairs } = await diagnoseUnder([lacking], known);
      expect(repairs.map(({ kind }) => kind)).toEqual(['least-privilege', 'smallest-edit']);
      for (const repair of repairs) {
        expect((await diagnoseUnder(repair.rules)).code).toBe('ok.allowed');
        expect((await getBucketCors(admin)).configuration.rules).toHaveLength(repair.rules.length);
      }
    });
  });
}
