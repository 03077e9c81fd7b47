import type { CorsRule, DiagnosedRequest, Diagnosis } from '../../../src/index.js';
import type { AccuracyCase, CaseRequest, StoreName } from '../accuracy-case.js';

type Sdk = typeof import('../../../src/index.js');

/** The bucket as the page is told of it, and what it is to send. */
export interface PageJob {
  readonly storeName: StoreName;
  readonly endpoint: string;
  readonly bucket: string;
  readonly region: string;
  readonly credentials: string;
  readonly request: CaseRequest;
  readonly rules: readonly CorsRule[] | null;
  readonly usesCredentials: boolean;
  readonly timeoutMs: number;
  /** How the object is to be read before. */
  readonly readBefore: AccuracyCase['readBefore'];
}

/** Runs in the page: reads what is to have been read before. Forgets what was fetched for other cases. */
export async function readInPage(jobs: readonly PageJob[]): Promise<void> {
  performance.clearResourceTimings();
  const show = (url: string) =>
    new Promise((resolve) => {
      const image = new Image();
      image.onload = resolve;
      // It is none.
      image.onerror = resolve;
      image.src = url;
    });
  const read = ({ endpoint, bucket, request, readBefore }: PageJob) => {
    const url = `${endpoint}/${bucket}/${request.key}`;
    return readBefore === 'as-picture' ? show(url) : fetch(url).catch(() => null);
  };
  await Promise.all(jobs.filter(({ readBefore }) => readBefore !== null).map(read));
}

/** What came of a diagnosis. */
export interface PageDiagnosis {
  readonly diagnosis: Diagnosis | null;
  /** Why there is none. Empty: there is. */
  readonly error: string;
  /** How many requests the page sent for it. */
  readonly sentCount: number;
}

/** Runs in the page: diagnoses, one case after the other on each address, and counts each request that is sent. */
export async function diagnoseInPage(jobs: readonly PageJob[]): Promise<PageDiagnosis[]> {
  const scope = globalThis as unknown as {
    BucketPreflight: Sdk;
    sentCounts?: Map<string, number>;
    fetch: typeof fetch;
  };
  const sdk = scope.BucketPreflight;
  if (scope.sentCounts === undefined) {
    const counts = new Map<string, number>();
    scope.sentCounts = counts;
    const count = (url: string): void => {
      const bucket = new URL(url, location.href).pathname.split('/')[1] ?? '';
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
    };
    const realFetch = scope.fetch;
    scope.fetch = (input, init) => {
      count(input instanceof Request ? input.url : String(input));
      return realFetch(input, init);
    };
    const realOpen = XMLHttpRequest.prototype.open as (...args: unknown[]) => void;
    XMLHttpRequest.prototype.open = function (this: XMLHttpRequest, ...args: unknown[]): void {
      count(String(args[1]));
      realOpen.apply(this, args);
    };
  }
  const counts = scope.sentCounts;
  const run = async (job: PageJob): Promise<PageDiagnosis> => {
    const sentCount = (): number => counts.get(job.bucket) ?? 0;
    try {
      const bucket = sdk.createBucket({
        store: sdk[job.storeName],
        endpoint: job.endpoint,
        region: job.region,
        bucket: job.bucket,
        addressing: 'path',
        credentials: () => job.credentials,
        // QingStor has no others.
        dangerouslyAllowLongLivedKeys: true,
      });
      const { method, key, headers, signing, withCookies } = job.request;
      const request: DiagnosedRequest = {
        method,
        key,
        headers,
        signing: signing === 'header' ? 'header' : 'url',
        withCookies,
      };
      const diagnosis = await sdk.diagnose(bucket, request, {
        ...(job.rules === null ? {} : { rules: job.rules }),
        useCredentials: job.usesCredentials,
        timeoutMs: job.timeoutMs,
      });
      return { diagnosis, error: '', sentCount: sentCount() };
    } catch (error) {
      return { diagnosis: null, error: String(error), sentCount: sentCount() };
    }
  };
  const results: PageDiagnosis[] = [];
  const lanes = new Map<string, number[]>();
  jobs.forEach(({ endpoint }, index) => {
    lanes.set(endpoint, [...(lanes.get(endpoint) ?? []), index]);
  });
  await Promise.all(
    [...lanes.values()].map(async (indexes) => {
      for (const index of indexes) results[index] = await run(jobs[index] as PageJob);
    }),
  );
  return results;
}

/** What a page could read of the answer to its own request. */
export interface PageAnswer {
  readonly isSuccess: boolean;
  /** Lower-case. */
  readonly headerNames: readonly string[];
}

/** Runs in the page: sends the page's own request, and says what could be read of its answer. `null`: it could not be read. */
export async function sendInPage(jobs: readonly PageJob[]): Promise<(PageAnswer | null)[]> {
  const sdk = globalThis.BucketPreflight;
  const send = async (job: PageJob): Promise<PageAnswer | null> => {
    const { method, key, headers, signing, hasBody, withCookies } = job.request;
    const bucket = sdk.createBucket({
      store: sdk[job.storeName],
      endpoint: job.endpoint,
      region: job.region,
      bucket: job.bucket,
      addressing: 'path',
      credentials: () => job.credentials,
      // QingStor has no others.
      dangerouslyAllowLongLivedKeys: true,
    });
    const request = { method, key, headers };
    const signed =
      signing === 'header'
        ? await sdk.signRequest(bucket, request)
        : signing === 'url'
          ? await sdk.presignUrl(bucket, request, { expiresInSeconds: 60 })
          : { url: `${job.endpoint}/${job.bucket}/${key}`, headers };
    const ended = new AbortController();
    const timer = setTimeout(() => ended.abort(), job.timeoutMs);
    try {
      const answer = await fetch(signed.url, {
        method,
        headers: { ...headers, ...signed.headers },
        body: hasBody ? new Uint8Array([120]) : null,
        credentials: withCookies ? 'include' : 'omit',
        cache: job.readBefore === null ? 'no-store' : 'default',
        signal: ended.signal,
      });
      return { isSuccess: answer.ok, headerNames: [...answer.headers.keys()] };
    } catch {
      return null;
    } finally {
      clearTimeout(timer);
    }
  };
  return Promise.all(jobs.map(send));
}
