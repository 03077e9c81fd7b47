import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket } from '../../../src/client/create-bucket.js';
import * as node from '../../../src/node/index.js';
import { ceph } from '../../../src/stores/ceph.js';
import { cos } from '../../../src/stores/cos.js';
import { oss } from '../../../src/stores/oss.js';
import { ossV1 } from '../../../src/stores/oss-v1.js';
import { qingstor } from '../../../src/stores/qingstor.js';
import { s3 } from '../../../src/stores/s3.js';
import type { Store } from '../../../src/stores/store.js';
import { sendRequest } from '../../../src/transport/send-request.js';
import { describeWithCeph } from '../../support/needs.js';
import type { RealStore } from '../../support/real-stores.js';
import { startCephStore } from '../../support/real-stores.js';
import { playLiveFlow } from './live-flow.js';

/** Every dialect that the local bucket has, with the stores that speak it. */
const STORES: Readonly<Record<string, readonly Store[]>> = {
  s3: [s3],
  oss: [oss, ossV1],
  cos: [cos],
  qingstor: [qingstor],
  ceph: [ceph],
};
const DIALECTS = Object.values(node).filter(
  (value): value is node.Dialect => typeof value === 'object' && 'readOperation' in value,
);

it('no dialect is left out', () => {
  expect(DIALECTS.map(({ name }) => name).sort()).toEqual(Object.keys(STORES).sort());
});

describe.each(
  DIALECTS.flatMap((dialect) =>
    (STORES[dialect.name] ?? []).map((store) => [store.title, dialect, store] as const),
  ),
)('rules are planned, applied, verified and undone on the local bucket as %s', (_, dialect, store) => {
  it('in Node', async () => {
    const name = dialect.name === 'cos' ? 'photos-1250000000' : 'photos';
    const local = await node.startLocalBucket({ dialect, buckets: { [name]: [] } });
    try {
      await playLiveFlow(
        createBucket({
          store,
          endpoint: local.endpoint,
          region: local.region,
          bucket: name,
          addressing: 'path',
          credentials: local.rootCredentials,
        }),
      );
    } finally {
      await local.stop();
    }
  });
});

describeWithCeph('rules are planned, applied, verified and undone on Ceph', () => {
  let gateway: RealStore;
  beforeAll(async () => {
    gateway = await startCephStore();
  });
  afterAll(() => gateway?.stop());

  it('in Node', async () => {
    const { endpoint, region, admin: credentials } = gateway;
    const bucket = createBucket({ store: ceph, endpoint, region, bucket: 'photos', credentials });
    await sendRequest(bucket, { method: 'PUT', key: '' });
    await playLiveFlow(bucket);
  });
});
