import { createHash, createHmac } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { qingstorDialect } from '../../src/node/index.js';
import { type ServedDialect, serveDialect } from '../support/serve-dialect.js';
import { type QingstorBucket, type QingstorClient, qingstorClient } from './peers/qingstor-client.js';

const PART_BYTES = 4 * 1024 * 1024;
const RULES = [
  {
    allowed_origin: 'https://*.example',
    allowed_methods: ['PUT', 'GET'],
    allowed_headers: ['X-QS-Date', 'authorization'],
    expose_headers: ['ETag'],
    max_age_seconds: 9,
  },
];

let local: ServedDialect;
let client: QingstorClient;
let bucket: QingstorBucket;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bucket-preflight-qingstor-'));
  // Else it writes a file of its own into the home of whoever runs this.
  vi.stubEnv('QINGSTOR_CONFIG_PATH', join(folder, 'config.yaml'));
  local = await serveDialect(qingstorDialect, { photos: [] });
  client = clientWith(local.credentials.secretAccessKey);
  // Without a zone, which would stand before the host.
  bucket = client.Bucket('photos');
});
afterAll(async () => {
  vi.unstubAllEnvs();
  await local?.stop();
  await rm(folder, { recursive: true, force: true });
});

function clientWith(secretAccessKey: string, more: object = {}): QingstorClient {
  const { accessKeyId } = local.credentials;
  return qingstorClient({
    access_key_id: accessKeyId,
    secret_access_key: secretAccessKey,
    endpoint: local.endpoint,
    ...more,
  });
}

describe('qingstor-sdk', () => {
  it('puts, gets, heads and deletes an object with its metadata', async () => {
    const key = "dir/a b+%報\u{1f600}(1)'!*=.txt";
    const put = await bucket.putObject(key, { body: 'hello', 'content-type': 'text/x' });
    expect([put.status, put.headers.etag]).toEqual([201, '"5d41402abc4b2a76b9719d911017c592"']);
    const head = await bucket.headObject(key);
    expect(head.headers).toMatchObject({ 'content-length': '5', 'content-type': 'text/x' });
    const got = await bucket.getObject(key, { range: 'bytes=1-3' });
    expect([got.status, got.data, got.headers['content-range']]).toEqual([206, 'ell', 'bytes 1-3/5']);
    expect((await bucket.deleteObject(key)).status).toBe(204);
    await expect(bucket.getObject(key)).rejects.toMatchObject(refused(404, 'object_not_exists'));
    await expect(bucket.headObject(key)).rejects.toMatchObject({ response: { status: 404 } });
  });

  it('lists, page after page, and folds at a delimiter', async () => {
    const listed = client.Bucket('listed');
    expect((await listed.put()).status).toBe(201);
    await expect(listed.put()).rejects.toMatchObject(refused(409, 'bucket_already_exists'));
    const keys = ['a/1', 'a/2', 'b', 'c/x y', 'd\u{1f600}', 'd\uffe6'];
    for (const key of keys) await listed.putObject(key, { body: 'x' });
    const { data: first } = await listed.listObjects({ limit: 4 });
    expect([first.keys.map(({ key }) => key), first.has_more]).toEqual([keys.slice(0, 4), true]);
    const { data: rest } = await listed.listObjects({ marker: first.next_marker });
    expect([rest.keys.map(({ key }) => key), rest.has_more]).toEqual([['d\uffe6', 'd\u{1f600}'], false]);
    const { data: folded } = await listed.listObjects({ delimiter: '/', prefix: 'a' });
    expect([folded.common_prefixes, folded.keys]).toEqual([['a/'], []]);
    await expect(listed.delete()).rejects.toMatchObject(refused(409, 'bucket_not_empty'));
    for (const key of keys) await listed.deleteObject(key);
    const { data } = await client.listBuckets();
    expect(data.buckets.map(({ name }) => name)).toEqual(['listed', 'photos']);
    expect((await listed.delete()).status).toBe(204);
    await expect(listed.head()).rejects.toMatchObject({ response: { status: 404 } });
    expect((await bucket.head()).status).toBe(200);
  });

  it('uploads in parts, counted from 0, lists them and gets one object', async () => {
    const begun = await bucket.initiateMultipartUpload('parts', { 'content-type': 'image/x' });
    const { upload_id } = begun.data;
    const bodies = [Buffer.alloc(PART_BYTES, 1), Buffer.from('end')];
    for (const [index, body] of bodies.entries()) {
      // A number 0 is dropped by the client.
      const sent = await bucket.uploadMultipart('parts', { upload_id, part_number: String(index), body });
      expect([sent.status, sent.headers.etag]).toEqual([201, `"${md5(body)}"`]);
    }
    const { data: listed } = await bucket.listMultipart('parts', { upload_id });
    const object_parts = listed.object_parts.map(({ part_number }) => ({ part_number }));
    expect(listed.object_parts.map(({ part_number, size }) => [part_number, size])).toEqual([
      [0, PART_BYTES],
      [1, 3],
    ]);
    const done = await bucket.completeMultipartUpload('parts', { upload_id, object_parts });
    expect(done.status).toBe(201);
    const got = await bucket.getObject('parts');
    expect([got.headers['content-type'], got.data.length]).toEqual(['image/x', PART_BYTES + 3]);
    await expect(bucket.abortMultipartUpload('parts', { upload_id })).rejects.toMatchObject(
      refused(400, 'upload_not_exists'),
    );
    const { data } = await bucket.initiateMultipartUpload('parts');
    expect((await bucket.abortMultipartUpload('parts', data)).status).toBe(204);
  });

  it('signs URLs that upload and download by themselves', async () => {
    const put = await bucket.putObjectRequest('by url (1)').signQuery(60);
    expect((await fetch(put.operation.uri, { method: 'PUT', body: Buffer.from('by url') })).status).toBe(201);
    const asked = { 'response-content-type': 'text/y' };
    const get = (await bucket.getObjectRequest('by url (1)', asked).signQuery(60)).operation.uri;
    const got = await fetch(get);
    expect([await got.text(), got.headers.get('content-type')]).toEqual(['by url', 'text/y']);
    const other = await fetch(get.replace('text%2Fy', 'text%2Fz'));
    expect([other.status, (await other.json()).code]).toEqual([401, 'signature_not_matched']);
    const late = (await bucket.getObjectRequest('by url (1)').signQuery(-1)).operation.uri;
    const expired = await fetch(late);
    expect([expired.status, (await expired.json()).code]).toEqual([403, 'request_expired']);
  });

  // The vendor's page has the form; its client leaves it to the caller.
  it('posts a form signed as the page says', async () => {
    const { accessKeyId, secretAccessKey } = local.credentials;
    const signed = { key: 'forms/$' + '{filename}', 'content-type': 'text/z', 'x-qs-meta-by': 'form' };
    const policy = Buffer.from(JSON.stringify(signed)).toString('base64');
    const signature = createHmac('sha256', secretAccessKey).update(policy).digest('base64');
    const post = (change: object): Promise<Response> => {
      const form = new FormData();
      const fields = { access_key_id: accessKeyId, policy, signature, ...signed, ...change };
      for (const [name, value] of Object.entries(fields)) form.append(name, value);
      form.append('file', new Blob(['hello']), 'a.txt');
      return fetch(`${local.endpoint}/photos`, { method: 'POST', body: form });
    };
    expect((await post({})).status).toBe(201);
    const head = await bucket.headObject('forms/a.txt');
    expect(head.headers).toMatchObject({ 'content-type': 'text/z', 'x-qs-meta-by': 'form' });
    const changes = [
      { key: 'elsewhere' },
      { 'content-type': 'text/html' },
      { 'x-qs-meta-more': 'x' },
      { signature: 'AAAA' },
      { access_key_id: 'QYUNKNOWN' },
      { success_action_status: '200' },
    ];
    const answers = await Promise.all(changes.map(post));
    const codes = answers.map(async (answer) => `${answer.status} ${(await answer.json()).code}`);
    expect(await Promise.all(codes)).toEqual([
      '400 form_policy_violated',
      '400 form_policy_violated',
      '400 form_policy_violated',
      '401 signature_not_matched',
      '401 invalid_access_key_id',
      '501 not_implemented',
    ]);
  });

  it('is told of a wrong secret, of a wrong clock, and of what is not built', async () => {
    const wrong = clientWith('wrong').Bucket('photos');
    const error = await wrong.getObject('a b').then(
      () => null,
      (thrown: unknown) => thrown,
    );
    expect(error).toMatchObject(refused(401, 'signature_not_matched'));
    expect(error).toMatchObject({
      response: {
        headers: { 'x-qs-request-id': expect.stringMatching(/^[0-9a-f]{16}$/) },
        data: { string_to_sign: expect.stringMatching(/^GET\n\n\n\nx-qs-date:.* GMT\n\/photos\/a%20b$/) },
      },
    });
    await expect(
      bucket.putObject('copy', { 'x-qs-copy-source': '/photos/a', body: '' }),
    ).rejects.toMatchObject(refused(501, 'not_implemented'));
    local.clock.now = () => new Date(Date.now() + 3_600_000);
    await expect(bucket.getObject('a b')).rejects.toMatchObject(refused(403, 'request_expired'));
    local.clock.now = () => new Date();
    expect(local.errors).toEqual([]);
  });

  it('manages the CORS rules', async () => {
    await expect(bucket.getCORS()).rejects.toMatchObject(refused(404, 'cors_not_exists'));
    await bucket.putCORS({ cors_rules: RULES });
    const { data } = await bucket.getCORS();
    expect(data).toEqual({ cors_rules: RULES, resp_vary: 'disabled' });
    const odd = [{ ...RULES[0], allowed_methods: ['PATCH'] }];
    await expect(bucket.putCORS({ cors_rules: odd })).rejects.toMatchObject(refused(400, 'invalid_argument'));
    expect((await bucket.deleteCORS()).status).toBe(204);
    await expect(bucket.getCORS()).rejects.toMatchObject(refused(404, 'cors_not_exists'));
  });
});

function refused(status: number, code: string): object {
  return { response: { status, data: { code } } };
}

function md5(bytes: Uint8Array): string {
  return createHash('md5').update(bytes).digest('hex');
}
