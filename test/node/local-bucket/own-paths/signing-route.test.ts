import { describe, expect, it } from 'vitest';
import { createBucket } from '../../../../src/client/create-bucket.js';
import { type Dialect, s3Dialect } from '../../../../src/node/index.js';
import { qingstor } from '../../../../src/stores/qingstor.js';
import { s3 } from '../../../../src/stores/s3.js';
import { qingstorWire } from '../../../../src/transport/qingstor-wire.js';
import { remoteSigner } from '../../../../src/transport/remote-signer.js';
import { signRequest } from '../../../../src/transport/sign-request.js';
import { START, startTestBucket } from '../../support/local-bucket.js';
import { send } from '../../support/send.js';

describe('the signature server', () => {
  it('signs for a page without keys, and the store takes it', async () => {
    const { endpoint, region, clock } = await startTestBucket({ pageBackend: true });
    const signer = remoteSigner({ url: `${endpoint}/_local/sign` });
    const bucket = createBucket({
      store: s3,
      addressing: 'path',
      endpoint,
      region,
      bucket: 'photos',
      signer,
      now: () => clock.now,
    });
    const { url, headers } = await signRequest(bucket, { method: 'PUT', key: 'a b' });
    expect((await send(url, { method: 'PUT', headers: { ...headers }, body: 'x' })).status).toBe(200);
  });

  it("speaks as QingStor's own does, with the signature that the same keys make here", async () => {
    const dialect: Dialect = { ...s3Dialect, signingStore: async () => qingstor };
    const local = await startTestBucket({ dialect, pageBackend: true });
    const { endpoint, region, rootCredentials: credentials } = local;
    const common = { store: qingstor, endpoint, region, bucket: 'photos', now: () => START };
    const signer = remoteSigner({ url: `${endpoint}/_local/sign`, wire: qingstorWire });
    const asked = {
      method: 'PUT',
      key: 'dir/a b',
      headers: { 'content-type': 'text/x', 'x-qs-meta-a': 'b' },
    };
    const theirs = await signRequest(createBucket({ ...common, signer }), asked);
    const ours = await signRequest(createBucket({ ...common, credentials }), asked);
    expect(theirs.headers).toEqual(ours.headers);
    expect(theirs.headers.authorization).toMatch(/^QS /);
  });

  it.each([
    ['GET', undefined, 405],
    ['POST', '[', 400],
    ['POST', '{"form":"headers","bucket":"photos"}', 400],
    ['POST', '{"path":"/%zz","method":"GET"}', 400],
  ])('refuses %s %s', async (method, body, status) => {
    const { endpoint } = await startTestBucket({ pageBackend: true });
    const answer = await send(`${endpoint}/_local/sign`, { method, ...(body === undefined ? {} : { body }) });
    expect(answer.status).toBe(status);
  });
});
