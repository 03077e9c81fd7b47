import { createBucket } from '../../../../src/client/create-bucket.js';
import { diagnoseInPage } from '../../../../src/diagnose/diagnose-in-page.js';
import { presignUrl, signRequest } from '../../../../src/index.js';
import { ceph } from '../../../../src/stores/ceph.js';
import { cos } from '../../../../src/stores/cos.js';
import { oss } from '../../../../src/stores/oss.js';
import { qingstor } from '../../../../src/stores/qingstor.js';
import { s3 } from '../../../../src/stores/s3.js';
import type { Front } from '../front.js';
import {
  type PageAnswer,
  type PageDiagnosis,
  type PageJob,
  readInPage,
  diagnoseInPage as runInPage,
} from '../in-page.js';
import type { SdkPage } from '../open-page.js';
import { simulatedChromium } from './simulated-chromium.js';
import { type Arrival, wiresTo } from './wires.js';

const STORES = { s3, oss, cos, qingstor, ceph };
const ORIGIN = 'http://127.0.0.1:4000';

/**
 * A page without a browser, for many cases in little time: what a real one runs of the SDK is run here, on a simulated Chromium and
 * without a network. It knows the functions of `in-page.ts`, and runs each job after the other.
 *
 * @param front - Where the cases are staged; its servers are not asked.
 */
export function openSimulatedPage(front: Pick<Front, 'staged'>): SdkPage {
  const world = { ...front, fetched: new Map<string, Arrival>() };
  const evaluate = async (run: unknown, jobs: readonly PageJob[]) => {
    const results: (PageDiagnosis | PageAnswer | null)[] = [];
    const play = run === runInPage ? diagnose : run === readInPage ? read : send;
    for (const job of jobs) results.push(await play(job, world));
    return results;
  };
  return { origin: ORIGIN, evaluate: evaluate as SdkPage['evaluate'], close: async () => {} };
}

/** Where the cases are staged, and what came of what was read before. */
interface Simulated extends Pick<Front, 'staged'> {
  readonly fetched: Map<string, Arrival>;
}

async function read(job: PageJob, world: Simulated): Promise<null> {
  const { endpoint, bucket, request, readBefore } = job;
  const url = `${endpoint}/${bucket}/${request.key}`;
  if (readBefore === 'as-picture') await setUp(job, world).chromium.show(url);
  // It fails, and so is not kept.
  if (readBefore === 'as-request') world.fetched.set(url, 'broken');
  return null;
}

function setUp(job: PageJob, { staged, fetched }: Simulated) {
  const found = staged.get(job.bucket);
  if (found === undefined) throw new Error(`No case is staged as ${job.bucket}`);
  const wires = wiresTo(found);
  const chromium = simulatedChromium(ORIGIN, wires, fetched);
  const bucket = createBucket({
    store: STORES[job.storeName],
    endpoint: job.endpoint,
    region: job.region,
    bucket: job.bucket,
    addressing: 'path',
    credentials: async () => job.credentials,
    // QingStor has no others.
    dangerouslyAllowLongLivedKeys: true,
    fetch: chromium.fetch,
  });
  return { wires, chromium, bucket };
}

async function diagnose(job: PageJob, world: Simulated): Promise<PageDiagnosis> {
  const { wires, chromium, bucket } = setUp(job, world);
  const { method, key, headers, signing, withCookies } = job.request;
  const where = signing === 'header' ? 'header' : 'url';
  const request = { method, key, headers, signing: where, withCookies } as const;
  const rules = job.rules === null ? {} : { rules: job.rules };
  try {
    const options = { ...rules, useCredentials: job.usesCredentials };
    const diagnosis = await diagnoseInPage(chromium.page, bucket, request, options);
    // As it comes out of a page.
    return { diagnosis: JSON.parse(JSON.stringify(diagnosis)), error: '', sentCount: wires.sentCount() };
  } catch (error) {
    return { diagnosis: null, error: String(error), sentCount: wires.sentCount() };
  }
}

async function send(job: PageJob, world: Simulated): Promise<PageAnswer | null> {
  const { chromium, bucket } = setUp(job, world);
  const { method, key, headers, signing, hasBody, withCookies } = job.request;
  const request = { method, key, headers };
  const signed =
    signing === 'header'
      ? await signRequest(bucket, request)
      : signing === 'url'
        ? await presignUrl(bucket, request, { expiresInSeconds: 60 })
        : { url: `${job.endpoint}/${job.bucket}/${key}`, headers };
  const all = { ...headers, ...signed.headers };
  return chromium.read(method, signed.url, all, hasBody, withCookies ? 'include' : 'omit');
}
