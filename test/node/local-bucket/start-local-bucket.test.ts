import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/model/errors.js';
import {
  cephDialect,
  type Dialect,
  ossDialect,
  qingstorDialect,
  s3Dialect,
  startLocalBucket,
} from '../../../src/node/index.js';
import { START, startTestBucket } from '../support/local-bucket.js';
import { send } from '../support/send.js';

describe('startLocalBucket', () => {
  it('rejects a taken port with the code of the system', async () => {
    const { endpoint } = await startTestBucket();
    await expect(startLocalBucket({ port: Number(new URL(endpoint).port) })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });

  it('frees the port when it stops, also with a connection open, and may be stopped twice', async () => {
    const first = await startLocalBucket();
    const port = Number(new URL(first.endpoint).port);
    const open = await fetch(first.endpoint);
    await Promise.all([first.stop(), first.stop()]);
    await open.body?.cancel().catch(() => {});
    const second = await startLocalBucket({ port });
    expect(second.endpoint).toBe(first.endpoint);
    await second.stop();
    await expect(send(second.endpoint)).rejects.toThrow();
  });

  it('stops in the middle of a request', async () => {
    const bucket = await startLocalBucket();
    const socket = connect(Number(new URL(bucket.endpoint).port), '127.0.0.1');
    socket.on('error', () => {});
    const closed = once(socket, 'close');
    // Answered by `100 Continue`: from then on the server is certain to wait for the body.
    socket.write('PUT /photos/a HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nExpect: 100-continue\r\n\r\n');
    await once(socket, 'data');
    await bucket.stop();
    await closed;
  });

  it('takes the region and the root key it is given', async () => {
    const rootCredentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'secret' };
    const bucket = await startTestBucket({ region: 'eu-west-3', rootCredentials });
    expect(bucket).toMatchObject({ region: 'eu-west-3', rootCredentials });
    const answer = await bucket.signed('HEAD', '/photos');
    expect(answer.status).toBe(200);
    expect(answer.headers['x-amz-bucket-region']).toBe('eu-west-3');
  });

  it('makes another root key each time', async () => {
    const [one, two] = [await startTestBucket(), await startTestBucket()];
    expect(one.rootCredentials.accessKeyId).not.toBe(two.rootCredentials.accessKeyId);
    expect(one.rootCredentials.secretAccessKey).not.toBe(two.rootCredentials.secretAccessKey);
  });

  it('keeps everything in a folder, also what a bucket begins with, and gives the folder back', async () => {
    const dir = mkdtempSync(join(tmpdir(), 'local-bucket-'));
    try {
      const rootCredentials = { accessKeyId: 'AKIDTEST', secretAccessKey: 'secret' };
      const first = await startTestBucket({ dir, rootCredentials });
      await first.signed('PUT', '/photos/a', { body: 'kept' });
      await expect(startLocalBucket({ dir })).rejects.toThrow(/in use/);
      await first.stop();
      const rules = [{ allowedOrigins: ['*'], allowedMethods: ['GET'] }];
      const second = await startTestBucket({ dir, rootCredentials, buckets: { photos: rules, more: rules } });
      expect((await second.signed('GET', '/photos/a')).text).toBe('kept');
      expect((await second.signed('GET', '/photos?cors')).code).toBe('NoSuchCORSConfiguration');
      expect((await second.signed('GET', '/more?cors')).status).toBe(200);
      await second.stop();
    } finally {
      rmSync(dir, { recursive: true, force: true });
    }
  });

  it('begins with the rules that its own dialects take', async () => {
    const buckets = { photos: [{ allowedOrigins: ['https://a.example'], allowedMethods: ['*'] }] };
    const bucket = await startTestBucket({ dialect: qingstorDialect, buckets });
    await bucket.stop();
    const both = startTestBucket({ dialect: [qingstorDialect, ossDialect], buckets });
    await expect(both).rejects.toMatchObject({
      issues: [{ code: 'cors.method.star', path: 'buckets.photos[0].allowedMethods[0]' }],
    });
  });

  it('serves several dialects at one port, by host name, each with buckets of its own', async () => {
    const other: Dialect = {
      ...s3Dialect,
      name: 'other',
      defaultRegion: 'eu-west-1',
      hostLabels: () => ['other'],
    };
    const bucket = await startTestBucket({ dialect: [s3Dialect, other] });
    const port = new URL(bucket.endpoint).port;
    expect(bucket.stores.map(({ endpoint, region }) => [endpoint, region])).toEqual([
      [`http://s3.localhost:${port}`, 'us-east-1'],
      [`http://other.localhost:${port}`, 'eu-west-1'],
    ]);
    const region = 'eu-west-1';
    await bucket.signed('PUT', `http://photos.other.localhost:${port}/a`, { body: 'other', region });
    expect((await bucket.signed('GET', `http://other.localhost:${port}/photos/a`, { region })).text).toBe(
      'other',
    );
    expect((await bucket.signed('GET', '/photos/a')).code).toBe('NoSuchKey');
    expect((await bucket.signed('GET', `http://photos.localhost:${port}/a`)).code).toBe('NoSuchKey');
  });

  it.each([
    ['s3.localhost', 's3'],
    ['photos.s3.localhost', 's3'],
    ['photos.s3.us-east-1.localhost', 's3'],
    ['photos.ceph.localhost', 'ceph'],
    ['localhost', 'ceph'],
  ])('gives %s to the dialect of that name, where another has its host names too', async (host, name) => {
    const bucket = await startTestBucket({ dialect: [cephDialect, s3Dialect] });
    const port = new URL(bucket.endpoint).port;
    const path = host.startsWith('photos.') ? '' : '/photos';
    await bucket.signed('PUT', `http://${host}:${port}${path}/a`, { body: 'x' });
    const code = async (own: string): Promise<string> =>
      (await bucket.signed('GET', `http://${own}:${port}/photos/a`)).code;
    expect([await code('s3.localhost'), await code('ceph.localhost')]).toEqual(
      ['s3', 'ceph'].map((each) => (each === name ? '' : 'NoSuchKey')),
    );
  });

  it('tells of every bad option at once, without the secret', async () => {
    const options = {
      port: 65_536,
      dialect: 's3',
      host: 1,
      dir: '',
      region: 'US East',
      rootCredentials: { accessKeyId: '', secretAccessKey: 42_424_242 },
      now: new Date(),
      corsHeadersOnAuthErrors: 'yes',
      ruleSemantics: {},
      buckets: {
        X: [],
        'no-rules': 1,
        photos: [{ allowedOrigins: ['*'], allowedMethods: ['get'] }, { allowedOrigins: [] }],
      },
      onError: 'print',
      secretAcessKey: 'hunter2hunter2',
    };
    const error = await startLocalBucket(options as never).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    const { issues, message } = error as ConfigError;
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'invalid port',
      'invalid dialect',
      'invalid dir',
      'invalid host',
      'invalid region',
      'invalid rootCredentials.accessKeyId',
      'invalid rootCredentials.secretAccessKey',
      'invalid now',
      'invalid corsHeadersOnAuthErrors',
      'invalid ruleSemantics',
      'invalid buckets.X',
      'cors.shape.rules buckets.no-rules',
      'cors.method.case buckets.photos[0].allowedMethods[0]',
      'cors.origin.none buckets.photos[1].allowedOrigins',
      'cors.method.none buckets.photos[1].allowedMethods',
      'invalid onError',
      'unknown secretAcessKey',
    ]);
    expect(message).not.toContain('hunter2');
    expect(message).not.toContain('42424242');
  });

  it.each([s3Dialect, ossDialect, qingstorDialect])(
    'refuses exposed names that no header can carry: $name',
    async (dialect) => {
      const rules = [
        { allowedOrigins: ['*'], allowedMethods: ['GET'], exposeHeaders: ['ETag', 'x-中', 'a\nb'] },
      ];
      const started = startLocalBucket({ dialect, buckets: { photos: rules } });
      await expect(started).rejects.toMatchObject({
        issues: [1, 2].map((at) => ({ path: `buckets.photos[0].exposeHeaders[${at}]` })),
      });
    },
  );

  it('takes rules that the store takes though they can never match', async () => {
    const rules = [{ allowedOrigins: ['https://app.example/', ''], allowedMethods: ['GET'] }];
    const bucket = await startTestBucket({ buckets: { photos: rules } });
    const got = await bucket.signed('GET', '/photos?cors');
    expect(got.text).toContain('<AllowedOrigin>https://app.example/</AllowedOrigin>');
  });

  it('names an option as it is written, and rules by their bucket', async () => {
    const rules = Array(101).fill({ allowedOrigins: ['*'], allowedMethods: ['GET'] });
    const options = { corsHeaderOnAuthErrors: true, ruleSemantics: 'aws', buckets: { 'a$&b': rules } };
    const error = await startLocalBucket(options as never).catch((thrown: unknown) => thrown);
    const { issues } = error as ConfigError;
    expect(issues.map(({ code, path, message }) => [code, path, message])).toEqual([
      ['invalid', 'ruleSemantics', 'must be the rule semantics of a store, such as s3.ruleSemantics'],
      ['invalid', 'buckets.a$&b', 'must be named by 3 to 63 of the characters a-z 0-9 . -'],
      ['cors.rules.too-many', 'buckets.a$&b', 'the store takes at most 100 rules'],
      ['unknown', 'corsHeaderOnAuthErrors', 'is not an option: did you mean "corsHeadersOnAuthErrors"?'],
    ]);
  });

  it('tells the listener of what it answers with InternalError, also a listener that fails', async () => {
    const failure = new Error('no clock');
    const told: unknown[] = [];
    const onError = (error: unknown) => {
      told.push(error);
      throw new Error('no log');
    };
    let calls = 0;
    // The first call dates the bucket, the second is for the signature.
    const now = () => {
      calls += 1;
      if (calls === 2) throw failure;
      return START;
    };
    const bucket = await startTestBucket({ now, onError });
    const answer = await bucket.signed('GET', '/photos/a');
    expect([answer.status, answer.code]).toEqual([500, 'InternalError']);
    expect(answer.text).not.toContain('clock');
    expect(told).toEqual([failure]);
  });

  it.each([null, 5, 'x', []])('refuses %j as options', async (options) => {
    await expect(startLocalBucket(options as never)).rejects.toBeInstanceOf(ConfigError);
  });
});
