import { describe, expect, it } from 'vitest';
import { admit } from '../../../../src/node/local-bucket/own-paths/admission.js';
import { startTestBucket } from '../../support/local-bucket.js';
import { send } from '../../support/send.js';

const PAGE = 'http://localhost:5173';
const PATH = '/_local/faults';

describe('the control of faults', () => {
  it('is not there unless it is asked for', async () => {
    const { endpoint } = await startTestBucket();
    expect((await send(endpoint + PATH)).code).toBe('AccessDenied');
  });

  it('lists faults, changes them and ends them', async () => {
    const { endpoint, signed } = await startTestBucket({ faultControl: true });
    const wanted = [{ code: 'act.readable-error', status: 500, times: 2, path: '/photos/a' }];
    const put = await send(endpoint + PATH, { method: 'PUT', body: JSON.stringify(wanted) });
    expect([put.status, JSON.parse(put.text)]).toEqual([200, { faults: wanted }]);
    expect((await signed('GET', '/photos/b')).status).toBe(404);
    expect((await signed('GET', '/photos/a')).status).toBe(500);
    expect((await signed('GET', '/photos/a')).status).toBe(500);
    expect((await signed('GET', '/photos/a')).status).toBe(404);
    expect(JSON.parse((await send(endpoint + PATH)).text)).toMatchObject({ faults: [] });

    await send(endpoint + PATH, { method: 'PUT', body: '[{"code":"net.unreachable"}]' });
    await expect(signed('GET', '/photos/a')).rejects.toThrow();
    // It answers whatever goes wrong with the store.
    const known = JSON.parse((await send(endpoint + PATH)).text).known;
    expect(known).toContainEqual(expect.objectContaining({ code: 'pre.redirect', on: 'preflights' }));
    expect((await send(endpoint + PATH, { method: 'DELETE' })).status).toBe(200);
    expect((await signed('GET', '/photos/a')).status).toBe(404);
  });

  it.each([
    ['no JSON', '['],
    ['no list', '{}'],
    ['an unknown code', '[{"code":"x"}]'],
    ['an unknown setting', '[{"code":"pre.redirect","to":"x"}]'],
    ['a header break', '[{"code":"pre.redirect","location":"a\\r\\nb"}]'],
    ['a status', '[{"code":"pre.status","status":99}]'],
    ['times', '[{"code":"pre.status","times":0}]'],
  ])('refuses %s, and changes nothing', async (_, body) => {
    const { endpoint, faults } = await startTestBucket({
      faultControl: true,
      faults: [{ code: 'server.clock' }],
    });
    const answer = await send(endpoint + PATH, { method: 'PUT', body });
    expect(answer.status).toBe(400);
    expect(faults.list()).toEqual([{ code: 'server.clock' }]);
  });

  it('takes no path and no times for a clock, which is wrong for all', async () => {
    const { faults } = await startTestBucket();
    const set = (): void => faults.set([{ code: 'server.clock', times: 1, path: '/photos/a' }]);
    expect(set).toThrow(
      expect.objectContaining({
        issues: ['times', 'path'].map((name) => expect.objectContaining({ path: `faults[0].${name}` })),
      }),
    );
  });

  it('lets several go on at once, the first outermost', async () => {
    const { signed, faults } = await startTestBucket();
    faults.set([
      { code: 'act.acao-mismatch', allowOrigin: 'https://b.example' },
      { code: 'act.readable-error', status: 500 },
    ]);
    const answer = await signed('GET', '/photos/a');
    expect([answer.status, answer.headers['access-control-allow-origin']]).toEqual([
      500,
      'https://b.example',
    ]);
  });

  it('is closed to pages, but for the origins given', async () => {
    const closed = await startTestBucket({ faultControl: true });
    const from = (origin: string) => ({ headers: { origin } });
    const refused = await send(closed.endpoint + PATH, from(PAGE));
    expect([refused.status, refused.headers['access-control-allow-origin']]).toEqual([403, undefined]);
    const open = await startTestBucket({ faultControl: { origins: [PAGE] } });
    const asks = { 'access-control-request-method': 'PUT' };
    const preflight = await send(open.endpoint + PATH, {
      method: 'OPTIONS',
      headers: { origin: PAGE, ...asks },
    });
    expect([preflight.status, preflight.headers['access-control-allow-origin']]).toEqual([204, PAGE]);
    expect((await send(open.endpoint + PATH, from(PAGE))).headers['access-control-allow-origin']).toBe(PAGE);
    expect((await send(open.endpoint + PATH, from('http://localhost:1'))).status).toBe(403);
  });

  it('is a key where the host names a bucket', async () => {
    const { endpoint, signed } = await startTestBucket({ faultControl: true });
    const url = `http://photos.localhost:${new URL(endpoint).port}${PATH}`;
    const host = new URL(url).host;
    expect((await signed('GET', url, { headers: { host } })).code).toBe('NoSuchKey');
  });
});

describe('admit', () => {
  const head = (headers: Record<string, string>, remoteAddress?: string) => ({
    method: 'GET',
    target: PATH,
    headers: Object.entries({ host: '127.0.0.1:9000', ...headers }),
    ...(remoteAddress === undefined ? {} : { remoteAddress }),
  });

  it.each([
    ['this machine', head({}, '127.0.0.1'), true],
    ['this machine, by IPv6', head({ host: '[::1]:9000' }, '::1'), true],
    ['this machine, by both', head({}, '::ffff:127.0.0.1'), true],
    ['another machine', head({}, '192.168.0.2'), false],
    ['who knows', head({}), false],
    ['a name that was rebound', head({ host: 'evil.example:9000' }, '127.0.0.1'), false],
    ['a name that looks like this machine', head({ host: 'localhost.evil.example' }, '127.0.0.1'), false],
    ['a page of this machine', head({ origin: PAGE }, '127.0.0.1'), true],
    ['a page of elsewhere', head({ origin: 'https://evil.example' }, '127.0.0.1'), false],
    ['a sandboxed page', head({ origin: 'null' }, '127.0.0.1'), false],
    ['an image of a page', head({ 'sec-fetch-site': 'cross-site' }, '127.0.0.1'), false],
    ['the address bar', head({ 'sec-fetch-site': 'none' }, '127.0.0.1'), true],
  ])('takes %s for what it is', (_, request, isAdmitted) => {
    expect(admit(request, 'loopback').isAdmitted).toBe(isAdmitted);
  });
});
