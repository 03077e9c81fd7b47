import { isDeepStrictEqual } from 'node:util';
import { createBucket } from '../../../src/client/create-bucket.js';
import { deleteBucketCors } from '../../../src/cors/delete-bucket-cors.js';
import { getBucketCors } from '../../../src/cors/get-bucket-cors.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import { HttpError } from '../../../src/model/errors.js';
import { compileRules } from '../../../src/rules/compile-rules.js';
import { ceph as store } from '../../../src/stores/ceph.js';
import type { Bucket } from '../../../src/transport/bucket.js';
import { sendRequest } from '../../../src/transport/send-request.js';
import { type Ceph, startCeph } from '../../servers/ceph-rgw.js';
import { drawCases, REQUESTS_PER_RULE_SET } from './draw-cases.js';
import type { RawRequest } from './draw-requests.js';
import { type ComparedAnswer, comparable, expectAnswer } from './expect-answer.js';
import { openRaw, type RawConnection, type RawResponse } from './raw-connection.js';
import { signRaw } from './sign-raw.js';

/** What a run is to do. */
export interface CephConformanceOptions {
  /** How many requests are compared. */
  readonly cases: number;
  /** Draws the same cases each time. */
  readonly seed: number;
  /** Prints a line: each disagreement, and the count at the end. */
  readonly print: (line: string) => void;
}

const BUCKET = 'conformance';

/**
 * Holds `evaluateRules()` against a Ceph object gateway of its own: puts random rules, sends random preflights and requests
 * by raw sockets, and compares status, CORS headers, `Vary` and error code. The rules are read back first, as an app reads
 * them: Ceph sorts them, and spells some values anew. Sets that it refuses are passed over; others are drawn in their place.
 *
 * @throws Error when Ceph does not start, or does not answer.
 */
export async function runCephConformance({
  cases,
  seed,
  print,
}: CephConformanceOptions): Promise<{ agreed: number; total: number }> {
  // Ceph refuses few.
  const drawn = drawCases(seed, Math.ceil(cases / REQUESTS_PER_RULE_SET) * 2 + 10);
  const ceph = await startCeph();
  let agreed = 0;
  let total = 0;
  try {
    const gateway = await openGateway(ceph);
    for (const { rules, requests } of drawn) {
      if (total === cases) break;
      const stored = await putRules(gateway.bucket, rules);
      if (stored === null) continue;
      const compiled = compileRules(stored, store);
      for (const request of requests.slice(0, cases - total)) {
        total += 1;
        const expected = expectAnswer(compiled, request);
        const got = toCompared(request, expected, await send(gateway, request));
        if (isDeepStrictEqual(got, expected)) agreed += 1;
        else print(`disagreed: ${JSON.stringify({ rules: stored, request, expected, got })}`);
      }
    }
    gateway.connection.close();
  } finally {
    await ceph.stop();
  }
  print(`agreed ${agreed} of ${total}`);
  return { agreed, total };
}

/** A gateway with a bucket in it. */
interface Gateway {
  readonly bucket: Bucket;
  readonly accessKeyId: string;
  readonly connection: RawConnection;
  /** The `Host` that is signed. */
  readonly host: string;
}

async function openGateway({ endpoint, accessKeyId, secretAccessKey }: Ceph): Promise<Gateway> {
  const credentials = { accessKeyId, secretAccessKey };
  const bucket = createBucket({ store, endpoint, region: 'default', bucket: BUCKET, credentials });
  await sendRequest(bucket, { method: 'PUT', key: '' });
  await sendRequest(bucket, { method: 'PUT', key: 'object' }, { body: 'x' });
  const { port, host } = new URL(endpoint);
  return { bucket, accessKeyId, host, connection: openRaw(Number(port)) };
}

/** The rules as Ceph has them then. `null`: it took them for none. */
async function putRules(bucket: Bucket, rules: readonly CorsRule[]): Promise<readonly CorsRule[] | null> {
  const configuration = { key: '', query: { cors: '' } };
  try {
    if (rules.length === 0) await deleteBucketCors(bucket);
    // Not by putBucketCors(), which would refuse some of them itself.
    else
      await sendRequest(
        bucket,
        { method: 'PUT', ...configuration },
        { body: store.corsCodec.write({ rules }) },
      );
  } catch (error) {
    if (error instanceof HttpError && error.status === 400) return null;
    throw error;
  }
  return (await getBucketCors(bucket)).configuration.rules;
}

async function send(
  { bucket, accessKeyId, connection, host }: Gateway,
  request: RawRequest,
): Promise<RawResponse> {
  const { path, lines } = await signRaw(bucket, request, accessKeyId);
  const sent = [...request.lines, ...lines].map(([name, value]) => `${name}:${value}`);
  return connection.exchange([
    `${request.method} ${path} HTTP/1.1`,
    `Host:${host}`,
    'Content-Length:0',
    ...sent,
  ]);
}

/** What of an answer is compared: that which the rules decide. */
function toCompared(request: RawRequest, expected: ComparedAnswer, answer: RawResponse): ComparedAnswer {
  const isPreflight = request.method === 'OPTIONS';
  return {
    status: expected.status === null ? null : answer.status,
    headers: comparable(answer.headers),
    code: isPreflight ? (/<Code>(.*?)<\/Code>/.exec(answer.body)?.[1] ?? null) : null,
  };
}
