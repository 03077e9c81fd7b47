import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalBucket, startLocalBucket } from '../../../src/node/index.js';
import { diagnoseRaw } from '../../../src/node/raw-preflight/diagnose-raw.js';
import { runShell } from '../../cli/run-shell.js';
import { ORIGIN } from '../../diagnose/raw/exchanges.js';

describe('the command that decides what an answer leaves open', () => {
  let local: LocalBucket;
  beforeAll(async () => {
    const rule = { allowedOrigins: [ORIGIN], allowedMethods: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE'] };
    local = await startLocalBucket({ buckets: { photos: [{ ...rule, allowedHeaders: ['*'] }] } });
  });
  afterAll(() => local.stop());
  const command = async (method: string, path = '/photos/a.txt?X-Amz-Signature=s3cret', more = {}) => {
    const headers = [['x-amz-meta-a', '1']] as const;
    const request = { origin: ORIGIN, method, url: `${local.endpoint}${path}`, headers, ...more };
    const { code, undecided } = await diagnoseRaw(request);
    expect([code, undecided?.candidates]).toEqual([
      'ok.allowed',
      expect.arrayContaining(['act.error-without-cors']),
    ]);
    return undecided?.command ?? '';
  };

  it.each([
    ['PUT', / -X PUT -T FILE -H 'Expect:' 'http:.*\/photos\/bucket-preflight-[\w-]+\.txt\?.*uploadId=/],
    ['POST', / -X POST -T FILE -H 'Expect:' 'http:.*\/photos\/bucket-preflight-[\w-]+\.txt\?.*uploadId=/],
    ['DELETE', / -X DELETE 'http:.*\/photos\/bucket-preflight-[\w-]+\.txt\?.*uploadId=/],
    ['GET', /^curl -sSv -o \/dev\/null 'http:.*\/photos\/a\.txt' -H/],
    ['HEAD', /^curl -sSv -o \/dev\/null -I 'http:.*\/photos\/a\.txt' -H/],
  ])('sends a %s, and shows whether its errors can be read', async (method, expected) => {
    const printed = await command(method);
    expect(printed).toMatch(expected);
    expect(printed).not.toMatch(/OPTIONS|s3cret/);
    const file = printed.replace('-T FILE', '-T package.json');
    const errorsShow = async () => {
      const { err } = await runShell(file, '.', {});
      expect(err).toMatch(new RegExp(`^> ${method} `, 'm'));
      expect(err).toMatch(/^< HTTP\/1\.1 40[34]/m);
      return /^< access-control-allow-origin/im.test(err);
    };
    expect(await errorsShow()).toBe(true);
    local.faults.set([{ code: 'act.error-without-cors' }]);
    expect(await errorsShow()).toBe(false);
    local.faults.set([]);
  });

  it('is left as it is where no object is named, and of a method that may do anything', async () => {
    const server = createServer((_, response) => {
      const methods = { 'access-control-allow-methods': 'PUT, PATCH' };
      response
        .writeHead(200, {
          'access-control-allow-origin': ORIGIN,
          ...methods,
          'access-control-allow-headers': '*',
        })
        .end();
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    expect(await command('PUT', '', { url: `${url}/photos/` })).toContain('-X OPTIONS');
    expect(await command('PATCH', '', { url: `${url}/photos/a` })).toContain('-X OPTIONS');
    server.closeAllConnections();
    server.close();
  });
});
