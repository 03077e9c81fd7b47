import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { explainExchange } from '../../../src/diagnose/raw/explain-exchange.js';
import { readCurl } from '../../../src/diagnose/raw/readers/read-curl.js';
import { readDevToolsEvents } from '../../../src/diagnose/raw/readers/read-devtools-events.js';
import { readHar } from '../../../src/diagnose/raw/readers/read-har.js';
import { shellWords } from '../../../src/diagnose/raw/readers/shell-words.js';
import { NOT_ENABLED, ORIGIN, URL_A, xmlError } from './exchanges.js';

const headers = (given: Record<string, string>) =>
  Object.entries(given).map(([name, value]) => ({ name, value }));
const SECRET = 'AWS4-HMAC-SHA256 Credential=s3cret';

function harOf(...entries: readonly object[]): string {
  return JSON.stringify({ log: { version: '1.2', entries } });
}

const preflightEntry = (status: number, more: Record<string, string> = {}, body = '') => ({
  startedDateTime: '2026-01-01T00:00:00.001Z',
  request: {
    method: 'OPTIONS',
    url: URL_A,
    headers: headers({
      Origin: ORIGIN,
      'Access-Control-Request-Method': 'PUT',
      'Access-Control-Request-Headers': 'authorization,x-amz-date',
    }),
  },
  response: { status, headers: headers(more), content: { text: body } },
  _resourceType: 'preflight',
});
const PASSES = {
  'Access-Control-Allow-Origin': ORIGIN,
  'Access-Control-Allow-Methods': 'PUT',
  'Access-Control-Allow-Headers': 'authorization,x-amz-date',
};
const putEntry = (status: number, more: object = {}) => ({
  startedDateTime: '2026-01-01T00:00:00.000Z',
  request: {
    method: 'PUT',
    url: `${URL_A}#f`,
    headers: headers({ Origin: ORIGIN, Authorization: SECRET, 'sec-ch-ua': 'x', 'X-Amz-Date': '1' }),
  },
  response: { status, headers: [], _error: status === 0 ? 'net::ERR_FAILED' : null, ...more },
});

describe('readHar', () => {
  it('pairs a preflight of Chrome with its request', async () => {
    const { exchanges, unread } = readHar(
      harOf(
        putEntry(0),
        preflightEntry(403, { 'x-amz-request-id': 'R' }, xmlError('AccessForbidden', NOT_ENABLED)),
      ),
    );
    expect(unread).toEqual([]);
    expect(exchanges).toHaveLength(1);
    const [exchange] = exchanges;
    expect(exchange?.request.headers?.map(([name]) => name)).toEqual(['Authorization', 'X-Amz-Date']);
    const diagnosis = await explainExchange(exchange ?? { request: { origin: '', method: '', url: '' } });
    expect(diagnosis).toMatchObject({
      code: 'pre.no-config',
      confidence: 'proof',
      request: { unsafeHeaders: ['authorization', 'x-amz-date'] },
    });
    expect(JSON.stringify(diagnosis)).not.toContain('s3cret');
  });

  it('lists several, and a preflight that stands alone', () => {
    const other = preflightEntry(403);
    other.request.url = `${URL_A}?other`;
    const { exchanges } = readHar(harOf(preflightEntry(200, PASSES), putEntry(200), other));
    expect(exchanges.map(({ request, response }) => [request.method, request.url, response?.status])).toEqual(
      [
        ['PUT', URL_A, 200],
        ['PUT', `${URL_A}?other`, undefined],
      ],
    );
  });

  it('finds the origin of a page that sends no referrer in the file itself', () => {
    const document = (page: string, url: string) => ({
      pageref: page,
      startedDateTime: '2025-12-31T23:59:59.000Z',
      request: { method: 'GET', url, headers: [] },
      response: { status: 200, headers: [] },
      _resourceType: 'document',
    });
    const { request, ...rest } = putEntry(0);
    const bare = { ...rest, request: { ...request, headers: headers({ Referer: '' }) } };
    const documents = [document('p1', 'https://other.example/'), document('p2', `${ORIGIN}/a`)];
    const [found] = readHar(harOf(...documents, { ...bare, pageref: 'p2' })).exchanges;
    expect(found?.request.origin).toBe(ORIGIN);
    // Nobody knows which page it was.
    expect(readHar(harOf(...documents, bare)).exchanges).toEqual([]);
  });

  it('takes no frame for the page around it, and guesses none of several pages', async () => {
    const document = (url: string, dest: string) => ({
      ...{ pageref: 'p', startedDateTime: '2025-12-31T23:59:59.000Z', _resourceType: 'document' },
      request: { method: 'GET', url, headers: headers({ 'Sec-Fetch-Dest': dest }) },
      response: { status: 200, headers: [] },
    });
    const { request, ...rest } = putEntry(0);
    const bare = { ...rest, pageref: 'p', request: { ...request, headers: [] } };
    const own = document(`${ORIGIN}/a`, 'document');
    const login = {
      ...document('https://login.example/', 'document'),
      response: { status: 302, redirectURL: ORIGIN },
    };
    const frames = ['iframe', 'frame'].map((dest) => document('https://photos.s3.example/', dest));
    const origins = (...entries: readonly object[]) =>
      readHar(harOf(...entries)).exchanges.map((each) => each.request.origin);
    expect(origins(login, own, ...frames, bare)).toEqual([ORIGIN]);
    const other = document('https://b.example/', 'document');
    expect(origins(own, other, bare)).toEqual(['null']);
    expect(origins(...frames, bare)).toEqual(['null']);
    // Whose answer from the cache it is depends on who asked.
    const response = {
      status: 200,
      headers: headers({ 'Access-Control-Allow-Origin': 'https://b.example' }),
    };
    const kept = { ...bare, response, _resourceType: 'fetch', request: { ...bare.request, method: 'GET' } };
    for (const asker of [other, document('https://b.example/', 'iframe')]) {
      const [found] = readHar(harOf(own, asker, kept)).exchanges;
      const told = found && (await explainExchange(found));
      expect(told?.confidence).toBe('weak');
      expect([told?.code, ...(told?.undecided?.candidates ?? [])]).toContain('ok.allowed');
    }
  });

  it('sees by its length what broke off in Firefox', async () => {
    const has = (name: string, given: Record<string, string>, size: number, method = 'GET') => {
      const sent = { method, url: URL_A, headers: headers({ Origin: ORIGIN }) };
      const allowing = { 'Access-Control-Allow-Origin': '*', ...given };
      const answer = { status: 200, headers: headers(allowing), content: { size } };
      const entry = { ...putEntry(200), request: sent, response: answer };
      return readHar(JSON.stringify({ log: { creator: { name }, entries: [entry] } })).exchanges[0];
    };
    const told = async (...given: Parameters<typeof has>) => {
      const exchange = has(...given);
      const found = exchange && (await explainExchange(exchange));
      return [found?.code, found?.confidence, ...(found?.undecided?.candidates ?? [])];
    };
    const length = { 'Content-Length': '1000' };
    const broken = ['net.reset-upload', 'strong', 'env.abort', 'ok.allowed'];
    expect(await told('Firefox', length, 3)).toEqual(broken);
    const others: readonly Parameters<typeof has>[] = [
      ['Firefox', length, 1000],
      ['Firefox', {}, 3],
      ['Firefox', { ...length, 'Content-Encoding': 'gzip' }, 3],
      ['Firefox', length, 0, 'HEAD'],
      // Not recorded, or who knows how it is counted.
      ['Firefox', length, -1],
      ['a proxy', length, 3],
    ];
    for (const given of others) expect((await told(...given))[0]).toBe('ok.allowed');
  });

  it('follows redirects', () => {
    const hop = putEntry(307, {
      redirectURL: 'https://b.example/a',
      headers: headers({ Location: 'https://b.example/a' }),
    });
    const { request, ...rest } = putEntry(200);
    const end = {
      ...rest,
      request: { ...request, url: 'https://b.example/a', headers: headers({ Origin: 'null' }) },
    };
    const { exchanges } = readHar(harOf(hop, end));
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0]?.redirects?.[0]?.response.status).toBe(307);
    expect(exchanges[0]?.response?.status).toBe(200);
  });

  it('leaves out what is no matter of CORS, and says what it cannot read', () => {
    const own = putEntry(200);
    own.request.headers = headers({ Origin: new URL(URL_A).origin });
    expect(readHar(harOf(own, {})).unread).toMatchObject([{ path: 'log.entries[1]' }]);
    expect(readHar(harOf(own)).exchanges).toEqual([]);
    expect(readHar('{').unread).toMatchObject([{ path: 'har' }]);
    expect(readHar('{}').unread).toMatchObject([{ path: 'log.entries' }]);
  });

  it('reads any JSON at all', () => {
    fc.assert(
      fc.property(
        fc.json(),
        (text) => void readHar(`{"log":{"entries":[${text},{"request":${text},"response":${text}}]}}`),
      ),
    );
  });
});

describe('shellWords', () => {
  it('reads what a POSIX shell would, for any words', () => {
    const quote = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
    fc.assert(
      fc.property(fc.array(fc.string()), (words) => {
        expect(shellWords(words.map(quote).join(' '), 'posix')).toEqual(words);
      }),
    );
  });

  it.each([
    [`a "b \\" \\$c" d\\ e \\\n f`, ['a', 'b " $c', 'd e', 'f']],
    [String.raw`$'it\'s \u0021 \x41\n' $x`, ["it's ! A\n", '$x']],
    ['a"b"\'c\' ""', ['abc', '']],
  ])('posix: %s', (command, words) => {
    expect(shellWords(command, 'posix')).toEqual(words);
  });

  it.each([
    [
      '^"https://b.example/?a=1^&b=^%^5E^" ^\n  -H ^"x: \\^"q\\^"^"',
      ['https://b.example/?a=1&b=%5E', '-H', 'x: "q"'],
    ],
    ['"a ""b"" c" d', ['a "b" c', 'd']],
  ])('cmd: %s', (command, words) => {
    expect(shellWords(command, 'cmd')).toEqual(words);
  });
});

describe('readCurl', () => {
  it('reads a command of Chrome for a POSIX shell', () => {
    const { exchanges, unread } = readCurl(
      `curl '${URL_A}?X-Amz-Signature=s3cret' \\\n  -X 'PUT' \\\n  -H 'accept: */*' \\\n  -H 'authorization: ${SECRET}' \\\n  -H 'origin: ${ORIGIN}' \\\n  -H 'x-amz-date: 1' \\\n  --data-raw $'it\\'s' --compressed`,
    );
    expect(unread).toEqual([]);
    expect(exchanges[0]?.request).toMatchObject({
      origin: ORIGIN,
      method: 'PUT',
      headers: [
        ['authorization', SECRET],
        ['x-amz-date', '1'],
      ],
    });
  });

  it('reads a command of Chrome for the command prompt', () => {
    const { exchanges } = readCurl(
      `curl ^"${URL_A}?a=1^&b=2^" ^\n  -X ^"PUT^" ^\n  -H ^"origin: ${ORIGIN}^" ^\n  -H ^"x-amz-date: 1^" ^\n  --data-raw ^"^{^\\^"a^\\^":1^}^"`,
    );
    expect(exchanges[0]?.request).toMatchObject({
      origin: ORIGIN,
      method: 'PUT',
      url: `${URL_A}?a=1&b=2`,
      headers: [['x-amz-date', '1']],
    });
  });

  it('reads the preflight that a diagnosis prints, with what came back', async () => {
    const { exchanges } = readCurl(
      `$ curl -i -X OPTIONS '${URL_A}' -H 'Origin: ${ORIGIN}' -H 'Access-Control-Request-Method: PUT' -H 'Access-Control-Request-Headers: x-amz-date'\nHTTP/1.1 403 Forbidden\r\nx-amz-request-id: R\r\n\r\n${xmlError('AccessForbidden', NOT_ENABLED)}`,
    );
    const [exchange] = exchanges;
    expect(exchange?.preflight).toMatchObject({ headers: ['x-amz-date'], response: { status: 403 } });
    expect(exchange && (await explainExchange(exchange)).code).toBe('pre.no-config');
  });

  it('reads the output of curl -v alone', () => {
    const { exchanges } = readCurl(
      `* Connected\n> OPTIONS /a.txt HTTP/1.1\n> Host: photos.s3.example\n> Origin: ${ORIGIN}\n> Access-Control-Request-Method: PUT\n>\n< HTTP/1.1 204 No Content\n< Server: nginx\n<\n`,
    );
    expect(exchanges[0]).toMatchObject({
      request: { method: 'PUT', origin: ORIGIN, url: 'http://photos.s3.example/a.txt' },
      preflight: { response: { status: 204, headers: [['Server', 'nginx']] } },
    });
  });

  it.each([
    ['curl: (6) Could not resolve host: x', 'net.unreachable'],
    ['curl: (60) SSL certificate problem', 'net.tls'],
    ['curl: (28) Connection timed out', 'net.unreachable'],
  ])('reads how it failed: %s', async (line, code) => {
    const [exchange] = readCurl(`curl -X PUT '${URL_A}' -H 'Origin: ${ORIGIN}'\n${line}\n`).exchanges;
    expect(exchange && (await explainExchange(exchange)).code).toBe(code);
  });

  it('reads forms and implied methods, and several commands', () => {
    const { exchanges } = readCurl(
      `curl -F 'a=b' ${URL_A} -H 'Origin: ${ORIGIN}'\ncurl -XDELETE ${URL_A}\ncurl -I ${URL_A}\ncurl -d a=b --url=${URL_A}`,
    );
    expect(exchanges.map(({ request }) => [request.method, request.bodyType])).toEqual([
      ['POST', 'multipart/form-data'],
      ['DELETE', undefined],
      ['HEAD', undefined],
      ['POST', 'application/x-www-form-urlencoded'],
    ]);
  });

  it('says what it cannot read, without its secrets', () => {
    const { exchanges, unread } = readCurl(`curl -H 'authorization: ${SECRET}'`);
    expect(exchanges).toEqual([]);
    expect(unread).toMatchObject([{ path: 'curl[0].url' }]);
    expect(JSON.stringify(readCurl('s3cret').unread)).not.toContain('s3cret');
  });

  it('reads any text at all', () => {
    fc.assert(fc.property(fc.string(), (text) => void readCurl(`curl ${text}`)));
  });
});

describe('readDevToolsEvents', () => {
  const event = (method: string, params: object) => ({ method: `Network.${method}`, params });
  const sent = event('requestWillBeSent', {
    requestId: '1',
    request: { method: 'PUT', url: URL_A, headers: { Authorization: SECRET } },
  });
  const preflight = event('requestWillBeSent', {
    requestId: '2',
    type: 'Preflight',
    initiator: { type: 'preflight', requestId: '1' },
    request: {
      method: 'OPTIONS',
      url: URL_A,
      headers: {
        Origin: ORIGIN,
        'Access-Control-Request-Method': 'PUT',
        'Access-Control-Request-Headers': 'authorization',
      },
    },
  });

  it('pairs a preflight with its request, and takes the raw headers', async () => {
    const { exchanges, unread } = readDevToolsEvents([
      sent,
      preflight,
      event('responseReceived', { requestId: '2', response: { status: 200, headers: {} } }),
      event('responseReceivedExtraInfo', {
        requestId: '2',
        statusCode: 200,
        headers: { 'access-control-allow-origin': 'foo\nbar' },
      }),
      event('loadingFailed', {
        requestId: '1',
        errorText: 'net::ERR_FAILED',
        corsErrorStatus: { corsError: 'PreflightMultipleAllowOriginValues' },
      }),
      { method: 'Page.loadEventFired', params: {} },
    ]);
    expect(unread).toEqual([]);
    expect(exchanges).toHaveLength(1);
    expect(exchanges[0] && (await explainExchange(exchanges[0])).code).toBe('pre.acao-multiple');
  });

  it.each([
    [{ blockedReason: 'csp', errorText: '' }, 'env.csp'],
    [{ blockedReason: 'mixed-content', errorText: '' }, 'env.mixed'],
    [
      { corsErrorStatus: { corsError: 'LocalNetworkAccessPermissionDenied' }, errorText: 'net::ERR_FAILED' },
      'env.lna',
    ],
    [{ errorText: 'net::ERR_CERT_AUTHORITY_INVALID' }, 'net.tls'],
    [{ errorText: 'net::ERR_ABORTED', canceled: true }, 'env.abort'],
  ])('reads why nothing was sent: %j', async (failure, code) => {
    const [exchange] = readDevToolsEvents([
      sent,
      event('loadingFailed', { requestId: '1', ...failure }),
    ]).exchanges;
    expect(exchange && (await explainExchange(exchange)).code).toBe(code);
  });

  describe('a page that asks a store without CORS first', () => {
    const asked = (requestId: string) =>
      event('requestWillBeSent', {
        requestId,
        documentURL: `${ORIGIN}/gallery`,
        request: { method: 'GET', url: URL_A, headers: {} },
      });
    const image = [
      asked('1'),
      event('responseReceived', {
        requestId: '1',
        response: { status: 200, headers: { 'content-type': 'image/png' } },
      }),
    ];
    const passedOver = [{ path: 'events', value: '1 requests' }];

    it('is told that such requests are passed over', () => {
      expect(readDevToolsEvents(image)).toMatchObject({ exchanges: [], unread: passedOver });
    });

    it("is refused by its own cache's answer afterwards, which is that of before", async () => {
      const { exchanges, unread } = readDevToolsEvents([
        ...image,
        asked('2'),
        event('loadingFailed', {
          requestId: '2',
          errorText: 'net::ERR_FAILED',
          corsErrorStatus: { corsError: 'MissingAllowOriginHeader' },
        }),
      ]);
      expect(unread).toMatchObject(passedOver);
      expect(exchanges).toHaveLength(1);
      const found = exchanges[0] && (await explainExchange(exchanges[0]));
      expect(found).toMatchObject({ code: 'cache.http-poison', request: { origin: ORIGIN } });
    });

    it('and again by the same answer, however often the page asks for it', () => {
      const refused = (requestId: string) => [
        asked(requestId),
        event('loadingFailed', {
          requestId,
          errorText: 'net::ERR_FAILED',
          corsErrorStatus: { corsError: 'MissingAllowOriginHeader' },
        }),
      ];
      const { exchanges } = readDevToolsEvents([...image, ...refused('2'), ...refused('3')]);
      expect(exchanges.map(({ servedBy }) => servedBy)).toEqual(['browser-cache', 'browser-cache']);
    });
  });

  it('says what it cannot read, and reads anything', () => {
    expect(readDevToolsEvents([event('requestWillBeSent', {})]).unread).toMatchObject([
      { path: 'events[0].params.requestId' },
    ]);
    fc.assert(
      fc.property(
        fc.array(
          fc.record({
            method: fc.constantFrom('Network.requestWillBeSent', 'Network.responseReceived'),
            params: fc.jsonValue(),
          }),
        ),
        (events) => void readDevToolsEvents(events),
      ),
    );
  });
});
