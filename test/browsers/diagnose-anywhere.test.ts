import { networkInterfaces } from 'node:os';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalBucket, startLocalBucket } from '../../src/node/index.js';
import { assumeRole } from '../support/assume-role.js';
import type { DiagnoseInput } from '../support/diagnosing-page.js';
import { openSdkPage, type SdkPage } from '../support/engine-page.js';
import { describeWithEngines } from '../support/engines/describe-with-engines.js';

const WRITING = { method: 'PUT', key: 'a.bin', headers: { 'content-type': 'application/octet-stream' } };
/** The classic mistake: one name of the signature is not allowed. */
const LACKING = {
  allowedOrigins: ['*'],
  allowedMethods: ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'],
  allowedHeaders: ['authorization', 'content-type', 'x-amz-content-sha256', 'x-amz-security-token'],
};

/** Of this machine in its network. Absent: it is in none. */
const address = Object.values(networkInterfaces())
  .flat()
  .find((each) => each?.family === 'IPv4' && !each.internal)?.address;

describeWithEngines('a diagnosis', ({ name, engine }) => {
  let local: LocalBucket;
  let input: DiagnoseInput;
  let page: SdkPage;
  beforeAll(async () => {
    local = await startLocalBucket({ buckets: { photos: [LACKING] } });
    const credentials = await assumeRole({ ...local, admin: local.rootCredentials });
    const { endpoint } = local;
    input = { storeName: 's3', endpoint, bucket: 'photos', credentials, request: WRITING };
    page = await openSdkPage(engine());
  });
  afterAll(async () => {
    await page?.stop();
    await local?.stop();
  });

  const isRight = (diagnosis: unknown) =>
    expect(diagnosis).toMatchObject({
      code: 'pre.header',
      // Firefox withholds the events that would prove it.
      confidence: name === 'firefox' ? 'strong' : 'proof',
      conflicts: [{ kind: 'headers', members: ['x-amz-date'] }],
    });

  describe('is right wherever the SDK runs', () => {
    it('in a page', async () => {
      isRight(await page.diagnose(input));
    });

    // Plain http from this machine to itself is a secure context; by its address in a network it is none.
    it.runIf(address !== undefined)('on plain http, where the browser has no WebCrypto', async () => {
      const host = address ?? '';
      const other = await startLocalBucket({ host, buckets: { photos: [LACKING] } });
      const plain = await openSdkPage(engine(), { host });
      const isSecure = await plain.tab.evaluate(() => isSecureContext);
      const credentials = await assumeRole({ ...other, admin: other.rootCredentials });
      const diagnosis = await plain.diagnose({ ...input, endpoint: other.endpoint, credentials });
      await plain.stop();
      await other.stop();
      expect(isSecure).toBe(false);
      isRight(diagnosis);
    });

    it('in a dedicated worker', async () => {
      const diagnosis = await page.tab.evaluate((given) => {
        const code = `importScripts(${JSON.stringify(`${location.origin}/sdk.js`)});
          onmessage = async ({ data: { endpoint, bucket, credentials, request } }) => {
            const { createBucket, diagnose, s3 } = BucketPreflight;
            const place = { store: s3, endpoint, region: 'us-east-1', bucket, addressing: 'path' };
            const made = createBucket({ ...place, credentials: () => credentials });
            postMessage(await diagnose(made, request));
          };`;
        const worker = new Worker(URL.createObjectURL(new Blob([code])));
        return new Promise<unknown>((resolve, reject) => {
          worker.onmessage = ({ data }) => resolve(data);
          worker.onerror = ({ message }) => reject(new Error(message));
          worker.postMessage(given);
        });
      }, input);
      isRight(diagnosis);
    });

    it('with two copies on one page, at once', async () => {
      const first = page.diagnose(input);
      await page.tab.evaluate(
        () =>
          new Promise((resolve) => {
            const script = document.createElement('script');
            script.onload = () => resolve(null);
            script.src = '/sdk.js?second';
            document.head.append(script);
          }),
      );
      for (const diagnosis of await Promise.all([first, page.diagnose(input)])) isRight(diagnosis);
    });

    it('under a policy that lists the store for connections, and no more', async () => {
      const policy = `default-src 'none'; script-src 'self' 'unsafe-eval'; connect-src ${local.endpoint}`;
      const strict = await openSdkPage(engine(), { headers: { 'content-security-policy': policy } });
      const found = await strict.diagnose(input);
      // What is looked at besides may then be forbidden, and takes nothing from what is known.
      const other = await strict.diagnose({ ...input, bucket: 'no-such-bucket' });
      await strict.stop();
      isRight(found);
      expect(other.code).toBe('pre.all-refused');
    });
  });

  it('is one call away from the error of an upload', async () => {
    const found = await page.tab.evaluate(async ({ endpoint, bucket, credentials }) => {
      const sdk = globalThis.BucketPreflight;
      const made = sdk.createBucket({
        store: sdk.s3,
        endpoint,
        region: 'us-east-1',
        bucket,
        addressing: 'path',
        credentials: () => credentials,
      });
      const error = await sdk.putObject(made, 'a.bin', new Blob(['x'])).then(
        () => null,
        (thrown: unknown) => thrown,
      );
      if (!(error instanceof sdk.NetworkError)) throw new Error(`Not refused: ${error}`);
      const { message } = error;
      return { message, diagnosis: await error.diagnose() };
    }, input);
    expect(found.message).toContain('/photos/a.bin');
    isRight(found.diagnosis);
  });

  it('tells the page beforehand what the console will show, and each probe as it comes', async () => {
    const { events, diagnosis } = await page.tab.evaluate(async ({ endpoint, bucket, credentials }) => {
      const sdk = globalThis.BucketPreflight;
      const place = { store: sdk.s3, endpoint, region: 'us-east-1', bucket, addressing: 'path' } as const;
      const made = sdk.createBucket({ ...place, credentials: () => credentials });
      const seen: unknown[] = [];
      const before = performance.getEntriesByType('resource').length;
      const found = await sdk.diagnose(
        made,
        { method: 'PUT', key: 'a.bin' },
        {
          onStart: (notice) => {
            seen.push({ ...notice, sent: performance.getEntriesByType('resource').length - before });
          },
          onEvidence: (evidence) => {
            seen.push(evidence);
          },
        },
      );
      return { events: seen, diagnosis: found };
    }, input);
    const [notice, ...evidence] = events;
    expect(notice).toEqual({ mostRequests: 25, timeoutMs: 10_000, mark: 'bucket-preflight-', sent: 0 });
    expect(evidence).toEqual(diagnosis.evidence);
    expect(evidence.length).toBeGreaterThan(2);
  });

  it('loses nothing where a listener of the page throws, and reports that as the browser reports errors', async () => {
    const { diagnosis, errors } = await page.tab.evaluate(
      async ({ endpoint, bucket, credentials, request }) => {
        const sdk = globalThis.BucketPreflight;
        const place = { store: sdk.s3, endpoint, region: 'us-east-1', bucket, addressing: 'path' } as const;
        const made = sdk.createBucket({ ...place, credentials: () => credentials });
        const seen: string[] = [];
        const listen = ({ message }: ErrorEvent) => seen.push(message);
        window.addEventListener('error', listen);
        const found = await sdk.diagnose(made, request, {
          onStart: () => {
            throw new Error('no banner');
          },
          onEvidence: () => {
            throw new Error('no progress bar');
          },
        });
        window.removeEventListener('error', listen);
        return { diagnosis: found, errors: seen };
      },
      input,
    );
    isRight(diagnosis);
    const [start, ...others] = errors;
    expect(start).toContain('no banner');
    expect(others).toHaveLength(diagnosis.evidence.length);
    for (const message of others) expect(message).toContain('no progress bar');
  });

  it('ends when the page wants it to, with its reason, and sends nothing more', async () => {
    const ended = await page.tab.evaluate(async ({ endpoint, bucket, credentials }) => {
      const sdk = globalThis.BucketPreflight;
      const place = { store: sdk.s3, endpoint, region: 'us-east-1', bucket, addressing: 'path' } as const;
      const made = sdk.createBucket({ ...place, credentials: () => credentials });
      const stop = new AbortController();
      let count = 0;
      // All that leaves the page for this object, by either way.
      let sent = 0;
      let sentBefore = 0;
      const note = (url: unknown) => {
        if (String(url).includes('a.bin')) sent += 1;
      };
      const { fetch: realFetch } = globalThis;
      const { open: realOpen } = XMLHttpRequest.prototype;
      globalThis.fetch = (url, init) => {
        // What is aborted beforehand never leaves the page.
        if (init?.signal?.aborted !== true) note(url);
        return realFetch(url, init);
      };
      XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...asked: unknown[]): void {
        note(asked[1]);
        (realOpen as (...given: unknown[]) => void).apply(this, asked);
      };
      const reason = await sdk
        .diagnose(
          made,
          { method: 'PUT', key: 'a.bin' },
          {
            signal: stop.signal,
            onEvidence: () => {
              count += 1;
              stop.abort(new Error('enough'));
              if (count === 1) sentBefore = sent;
            },
          },
        )
        .then(() => 'told', String);
      // Another diagnosis from its beginning to its end takes longer than what was under way.
      await sdk.diagnose(made, { method: 'PUT', key: 'b.bin' });
      globalThis.fetch = realFetch;
      XMLHttpRequest.prototype.open = realOpen;
      return { reason, count, sentBefore, sent };
    }, input);
    expect(ended.reason).toBe('Error: enough');
    expect(ended.count).toBeLessThanOrEqual(6);
    expect(ended.sentBefore).toBeGreaterThan(0);
    expect(ended.sent).toBe(ended.sentBefore);
  });
});
