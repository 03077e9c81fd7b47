import { once } from 'node:events';
import { connect } from 'node:net';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/model/errors.js';
import { startLocalBucket } from '../../../src/node/index.js';
import { startTestBucket } from '../support/local-bucket.js';
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

  it('tells of every bad option at once, without the secret', async () => {
    const options = {
      port: 65_536,
      host: 1,
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
      secretAcessKey: 'hunter2hunter2',
    };
    const error = await startLocalBucket(options as never).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    const { issues, message } = error as ConfigError;
    expect(issues.map(({ code, path }) => `${code} ${path}`)).toEqual([
      'invalid port',
      'invalid host',
      'invalid region',
      'invalid rootCredentials.accessKeyId',
      'invalid rootCredentials.secretAccessKey',
      'invalid now',
      'invalid corsHeadersOnAuthErrors',
      'invalid ruleSemantics',
      'invalid buckets.X',
      'invalid buckets.no-rules',
      'invalid buckets.photos[0]',
      'invalid buckets.photos[1].allowedOrigins',
      'missing buckets.photos[1].allowedMethods',
      'unknown secretAcessKey',
    ]);
    expect(message).not.toContain('hunter2');
    expect(message).not.toContain('42424242');
  });

  it.each([null, 5, 'x', []])('refuses %j as options', async (options) => {
    await expect(startLocalBucket(options as never)).rejects.toBeInstanceOf(ConfigError);
  });
});
