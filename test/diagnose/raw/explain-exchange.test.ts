import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { concludeProbes } from '../../../src/diagnose/raw/conclude-probes.js';
import { type ExplainExchangeOptions, explainExchange } from '../../../src/diagnose/raw/explain-exchange.js';
import { explainExchanges } from '../../../src/diagnose/raw/explain-exchanges.js';
import type { RawExchange } from '../../../src/diagnose/raw/raw-exchange.js';
import { CAUSE_FACTS } from '../../../src/explain/cause-facts.js';
import { toText } from '../../../src/explain/to-text.js';
import { chinese } from '../../../src/explain/zh-cn.js';
import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { Confidence, Diagnosis } from '../../../src/model/diagnosis.js';
import type { DiagnosisCode } from '../../../src/model/diagnosis-code.js';
import { ceph } from '../../../src/stores/ceph.js';
import { cos } from '../../../src/stores/cos.js';
import { gcs } from '../../../src/stores/gcs.js';
import { oss } from '../../../src/stores/oss.js';
import { qingstor } from '../../../src/stores/qingstor.js';
import { s3 } from '../../../src/stores/s3.js';
import type { Store } from '../../../src/stores/store.js';
import {
  ALLOWED,
  answer,
  answered,
  asked,
  failed,
  NOT_ALLOWED,
  NOT_ENABLED,
  ORIGIN,
  PUT,
  refusal,
  URL_A,
  xmlError,
} from './exchanges.js';

const cors = (value: string, more: Record<string, string> = {}) =>
  answer(200, { 'Access-Control-Allow-Origin': value, ...more });
const rule = (more: Partial<CorsRule> = {}): CorsRule => ({
  allowedOrigins: [ORIGIN],
  allowedMethods: ['PUT'],
  allowedHeaders: ['*'],
  ...more,
});
const CORS = { 'Access-Control-Allow-Origin': ORIGIN };
const METHODS = { 'Access-Control-Allow-Methods': 'PUT', 'x-amz-request-id': 'R' };
const refused = asked(refusal(NOT_ALLOWED));
const signed = { url: `${URL_A}?X-Amz-Signature=abc&X-Amz-Expires=60` };
const simple = { request: { origin: ORIGIN, method: 'GET', url: URL_A }, preflight: null };
const gcsStore: Store = { ...s3, ...gcs };
const ofQingstor = answer(200, { 'x-qs-request-id': 'R' });

type Case = readonly [
  code: DiagnosisCode,
  confidence: Confidence,
  exchange: RawExchange,
  options?: ExplainExchangeOptions,
];

const CASES: readonly Case[] = [
  ['ok.allowed', 'proof', answered(cors(ORIGIN))],
  ['env.csp', 'proof', failed('csp')],
  ['env.mixed', 'proof', { request: { ...PUT, url: 'http://photos.s3.example/a' } }],
  // Some browsers let a secure page into the local network.
  ['env.mixed', 'strong', { request: { ...PUT, url: 'http://192.168.1.5:9000/a' } }],
  ['env.mixed', 'proof', failed('mixed-content')],
  ['env.origin-null', 'strong', asked(refusal(NOT_ALLOWED), { origin: 'null' })],
  ['env.lna', 'proof', failed('LocalNetworkAccessPermissionDenied')],
  ['env.port', 'proof', { request: { ...PUT, url: 'https://photos.s3.example:6667/a' } }],
  ['env.scheme', 'proof', { request: { ...PUT, url: 'ftp://photos.s3.example/a' } }],
  ['env.userinfo', 'proof', { request: { ...PUT, url: 'https://anna:s3cret@photos.s3.example/a' } }],
  ['env.method', 'proof', { request: { ...PUT, method: 'patch' } }],
  ['env.method', 'proof', { request: { ...PUT, mode: 'no-cors' } }],
  ['env.sw', 'strong', failed('InvalidResponse')],
  ['env.coep', 'proof', failed('net::ERR_BLOCKED_BY_RESPONSE.NotSameOriginAfterDefaultedToSameOriginByCoep')],
  ['env.offline', 'proof', failed('net::ERR_INTERNET_DISCONNECTED')],
  ['env.keepalive', 'proof', { request: { ...PUT, keepaliveBytes: 65_537 } }],
  ['env.abort', 'strong', failed('net::ERR_ABORTED')],
  // A proxy on the way wants a login.
  ['net.captive', 'strong', answered(answer(407))],
  ['env.blocker', 'proof', failed('net::ERR_BLOCKED_BY_CLIENT')],
  ['net.unreachable', 'strong', failed('net::ERR_NAME_NOT_RESOLVED')],
  ['net.unreachable', 'strong', failed('ECONNREFUSED')],
  ['net.tls', 'proof', failed('net::ERR_CERT_COMMON_NAME_INVALID')],
  ['net.reset-upload', 'proof', failed('net::ERR_CONNECTION_RESET', { preflight: { response: ALLOWED } })],
  ['net.captive', 'proof', { ...simple, response: answer(511) }],
  ['net.captive', 'weak', failed('net::ERR_INVALID_HTTP_RESPONSE')],
  ['pre.refused', 'proof', refused],
  ['pre.refused', 'strong', asked(refusal('', 'AccessDenied')), { store: ceph }],
  ['pre.refused', 'strong', asked(answer(200, { 'x-guploader-uploadid': 'a' })), { store: gcsStore }],
  // How it refuses is not known: an answer of its own without a permission may be how, and one of nobody known need not.
  ['pre.refused', 'strong', asked(ofQingstor), { store: qingstor }],
  ['pre.no-acao', 'strong', asked(answer(200)), { store: qingstor }],
  [
    'pre.method',
    'strong',
    asked(ofQingstor),
    { store: qingstor, rules: [rule({ allowedMethods: ['GET'] })] },
  ],
  // It is known how S3 refuses, and that is otherwise.
  ['pre.no-acao', 'strong', asked(answer(200, { 'x-amz-request-id': 'R' }))],
  ['pre.no-config', 'proof', asked(refusal(NOT_ENABLED))],
  ['pre.bucket', 'proof', asked(refusal('', 'NoSuchBucket', 404))],
  ['pre.bucket', 'proof', asked(refusal('CORSResponse: Bucket not found'))],
  [
    'pre.bucket',
    'proof',
    asked(answer(301, { 'x-amz-bucket-region': 'eu-west-1', 'x-amz-request-id': 'R' })),
  ],
  [
    'pre.bucket',
    'proof',
    asked(
      answer(
        403,
        { 'x-amz-request-id': 'R' },
        xmlError('PermanentRedirect', '', '<Endpoint>b.s3.example</Endpoint>'),
      ),
    ),
  ],
  ['pre.origin', 'strong', refused, { rules: [rule({ allowedOrigins: ['https://b.example'] })] }],
  ['pre.method', 'strong', asked(cors(ORIGIN, { 'Access-Control-Allow-Methods': 'GET' }))],
  ['pre.method', 'proof', asked(cors(ORIGIN, { 'Access-Control-Allow-Methods': 'GET', Server: 'AmazonS3' }))],
  [
    'pre.header',
    'strong',
    asked(
      cors(ORIGIN, { 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Allow-Headers': 'x-amz-date' }),
    ),
  ],
  [
    'pre.cross-rule',
    'strong',
    refused,
    { rules: [rule({ allowedHeaders: ['authorization'] }), rule({ allowedHeaders: ['x-amz-date'] })] },
  ],
  [
    'pre.shadowed',
    'strong',
    asked(refusal('', 'AccessDenied')),
    { store: ceph, rules: [rule({ allowedMethods: ['GET'] }), rule()] },
  ],
  ['pre.not-by-rules', 'strong', refused, { rules: [rule()] }],
  ['pre.auth', 'proof', asked(answer(401, { 'WWW-Authenticate': 'Basic' }))],
  ['pre.status', 'proof', asked({ ...ALLOWED, status: 405 })],
  ['pre.redirect', 'proof', asked(answer(302, { Location: 'https://login.example/?token=s3cret' }))],
  ['pre.no-acao', 'strong', asked(answer(204, { Server: 'nginx' }))],
  ['pre.acao-mismatch', 'proof', asked(cors('https://b.example'))],
  ['pre.acao-multiple', 'proof', asked(cors(`${ORIGIN}, *`))],
  ['pre.acao-invalid', 'proof', asked(cors('foo'))],
  ['pre.cred-wildcard', 'proof', asked(cors('*'), { credentials: 'include' })],
  ['pre.cred-missing', 'proof', asked(cors(ORIGIN), { credentials: 'include' })],
  ['pre.acam-syntax', 'proof', asked(cors(ORIGIN, { 'Access-Control-Allow-Methods': 'PUT;GET' }))],
  [
    'pre.acah-syntax',
    'proof',
    asked(cors(ORIGIN, { 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Allow-Headers': '"a"' })),
  ],
  [
    'pre.acah-prefix',
    'proof',
    asked(
      cors(ORIGIN, {
        'Access-Control-Allow-Methods': 'PUT',
        'Access-Control-Allow-Headers': 'authorization, x-amz-*',
      }),
    ),
  ],
  ['pre.method-case', 'proof', asked(cors(ORIGIN, { 'Access-Control-Allow-Methods': 'put' }))],
  ['pre.waf', 'strong', asked(answer(403, { Server: 'cloud-waf' }, '<html>blocked</html>'))],
  ['pre.timeout', 'strong', failed('ETIMEDOUT', { failure: { leg: 'preflight', reason: 'ETIMEDOUT' } })],
  ['pre.reset', 'strong', failed('', { failure: { leg: 'preflight', reason: 'net::ERR_EMPTY_RESPONSE' } })],
  [
    'act.error-without-cors',
    'proof',
    answered(answer(403, { 'x-amz-request-id': 'R' }, xmlError('SignatureDoesNotMatch'))),
  ],
  ['act.no-acao', 'proof', answered(answer(200, { 'x-amz-request-id': 'R' }))],
  ['act.acao-mismatch', 'proof', answered(cors('https://b.example'))],
  [
    'act.acao-multiple',
    'proof',
    answered({
      status: 200,
      headers: [
        ['Access-Control-Allow-Origin', '*'],
        ['Access-Control-Allow-Origin', '*'],
      ],
    }),
  ],
  [
    'act.redirect',
    'proof',
    answered(cors(ORIGIN), { redirects: [{ response: answer(307, { Location: 'https://b.example/' }) }] }),
  ],
  [
    'act.stale-preflight',
    'strong',
    { request: PUT, response: answer(200, { 'x-amz-request-id': 'R' }) },
    { rules: [] },
  ],
  ['act.readable-error', 'proof', answered({ ...cors(ORIGIN), status: 403, body: xmlError('ExpiredToken') })],
  ['cache.http-poison', 'strong', { ...simple, response: answer(200), servedBy: 'browser-cache' }],
  [
    'cache.cdn-poison',
    'strong',
    { ...simple, response: answer(200, { Age: '12', 'X-Cache': 'HIT from edge' }) },
  ],
  ['undecided', 'weak', { request: PUT }],
  // What the answer's own policy keeps out was not asked for with CORS, and has no code.
  [
    'undecided',
    'weak',
    {
      request: { ...simple.request, mode: 'no-cors' },
      response: answer(200, { 'Cross-Origin-Resource-Policy': 'same-origin' }),
    },
  ],
  // Without a preflight the answer itself says that there is no such bucket.
  ['pre.bucket', 'proof', { ...simple, response: answer(404, {}, xmlError('NoSuchBucket')) }],
];

/** Reached by other ways: the raw matrix, and pages. */
const ELSEWHERE: readonly DiagnosisCode[] = ['pre.all-refused', 'pre.auth-query'];

const NOTES: readonly (readonly [code: DiagnosisCode, value: string, exchange: RawExchange])[] = [
  ['req.dropped-header', 'Host', asked(ALLOWED, { headers: [['Host', 'x']] })],
  [
    'req.auto-content-type',
    'text/plain;charset=UTF-8',
    asked(ALLOWED, { headers: [], bodyType: 'text/plain;charset=UTF-8' }),
  ],
  ['req.preflight-cause', 'PUT, authorization, x-amz-date', asked(ALLOWED)],
  ['req.value-too-long', 'accept', asked(ALLOWED, { headers: [['accept', 'a'.repeat(129)]] })],
  ['req.range-not-simple', 'range', asked(ALLOWED, { headers: [['range', 'bytes=-5']] })],
  ['req.header-case', 'X-Amz-Date', asked(ALLOWED, { headers: [['X-Amz-Date', 'a']] })],
  ['req.upload-listener', 'xhr.upload', asked(ALLOWED, { uploadListeners: true, bodyType: 'text/plain' })],
  [
    'pre.authz-star',
    'authorization',
    asked(cors('*', { 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Allow-Headers': '*' })),
  ],
  ['act.executed', 'PUT', answered(answer(200, {}))],
  ['act.expose', 'etag, x-amz-request-id', answered(cors(ORIGIN, { ETag: '"a"', 'x-amz-request-id': 'R' }))],
  [
    'cache.max-age',
    '5',
    asked(cors('*', { 'Access-Control-Allow-Methods': 'PUT', 'Access-Control-Allow-Headers': '*' })),
  ],
];

describe('explainExchange', () => {
  const cases = CASES.map(
    ([code, confidence, exchange, options = {}]) => [code, confidence, exchange, options] as const,
  );

  it.each(cases)('%s (%s)', async (code, confidence, exchange, options) => {
    const diagnosis = await explainExchange(exchange, options);
    expect(diagnosis.code).toBe(code);
    expect(diagnosis.confidence).toBe(confidence);
    if (confidence === 'proof' && code !== 'pre.refused') expect(diagnosis.undecided).toBeNull();
    if (confidence !== 'proof') expect(diagnosis.undecided?.command).toMatch(/^curl /);
    expect(toText(diagnosis)).toMatch(/^[A-Z]/);
    expect(toText(diagnosis, { language: chinese })).toContain(code);
    expect(JSON.stringify(diagnosis)).not.toContain('s3cret');
  });

  it.each(NOTES)('notes %s: %s', async (code, value, exchange) => {
    const { notes } = await explainExchange(exchange);
    expect(notes).toContainEqual({ code, value });
  });

  it('reaches every code of the taxonomy, with the tests of the matrix and of several exchanges', () => {
    const among = ['pre.propagation', 'cache.preflight-per-url'];
    const reached = new Set<string>([
      ...CASES.map(([code]) => code),
      ...NOTES.map(([code]) => code),
      ...ELSEWHERE,
      ...among,
    ]);
    expect([...reached].sort()).toEqual(Object.keys(CAUSE_FACTS).sort());
  });

  it('names what the answer names instead', async () => {
    const { raw, undecided } = await explainExchange(
      asked(answer(301, { 'x-amz-bucket-region': 'eu-west-1', 'x-amz-request-id': 'R' })),
    );
    expect(raw).toMatchObject({ status: 301, elsewhere: 'eu-west-1', answeredBy: 'store' });
    expect(undecided).toBeNull();
  });

  it('lists what an answer may mean that says nothing, where it is not known how the store refuses', async () => {
    const byRules = [
      'pre.no-config',
      'pre.origin',
      'pre.method',
      'pre.header',
      'pre.cross-rule',
      'pre.shadowed',
    ];
    const own = await explainExchange(asked(ofQingstor), { store: qingstor });
    expect(own.undecided?.candidates).toEqual([...byRules, 'pre.bucket', 'pre.no-acao']);
    const anyones = await explainExchange(asked(answer(200)), { store: qingstor });
    expect(anyones.undecided?.candidates).toEqual(['pre.waf', ...byRules]);
    // Rules that were given may be another bucket's.
    const rules = [rule({ allowedMethods: ['GET'] })];
    const foretold = await explainExchange(asked(ofQingstor), { store: qingstor, rules });
    expect(foretold.undecided?.candidates).toEqual(['pre.not-by-rules', 'pre.bucket']);
    const allowing = await explainExchange(asked(ofQingstor), { store: qingstor, rules: [rule()] });
    expect(allowing).toMatchObject({ code: 'pre.not-by-rules', undecided: { candidates: ['pre.bucket'] } });
    // An error that is named is about no other bucket.
    const named = await explainExchange(asked(refusal('', 'AccessDenied')), { store: ceph });
    expect(named.undecided?.candidates).not.toContain('pre.bucket');
  });

  it.each(['SignatureDoesNotMatch', 'RequestTimeTooSkewed', 'ExpiredToken'])(
    'believes a store that says of a preflight what it says of a signature in the URL: %s',
    async (code) => {
      const preflight = { response: answer(403, { 'x-amz-request-id': 'R' }, xmlError(code)) };
      const url = `${URL_A}?X-Amz-Signature=s3cret`;
      const signed = await explainExchange({ request: { ...PUT, url }, preflight });
      expect([signed.code, signed.confidence]).toEqual(['pre.auth-query', 'proof']);
      // There is none to mean.
      expect((await explainExchange({ request: PUT, preflight })).code).toBe('pre.refused');
    },
  );

  it('calls nothing allowed that the page did not get', async () => {
    const withheld = answered(cors(ORIGIN), { failure: { leg: 'request', reason: 'net::ERR_FAILED' } });
    const { code, undecided } = await explainExchange(withheld);
    expect(code).toBe('undecided');
    expect(undecided?.candidates).toEqual(expect.arrayContaining(['pre.cred-missing', 'act.redirect']));
  });

  it.each([200, 403])(
    'proves nothing by an answer of %i to curl, which asks no permission',
    async (status) => {
      const exchange = { request: PUT, response: answer(status, CORS), isFromTerminal: true };
      const { confidence, undecided } = await explainExchange(exchange);
      const cookies = ['pre.cred-missing', 'pre.cred-wildcard'];
      expect([confidence, undecided?.candidates]).toEqual(['strong', [...cookies, 'pre.refused']]);
      const given = { rules: [rule({ allowedHeaders: [] })] };
      const byRules = [...cookies, 'pre.header', 'pre.refused'];
      expect((await explainExchange(exchange, given)).undecided?.candidates).toEqual(byRules);
      // A browser that shows it had the permission.
      expect((await explainExchange({ ...exchange, isFromTerminal: false })).confidence).toBe('proof');
    },
  );

  it('leaves open what curl read behind a redirect with the origin that it started with', async () => {
    const redirect = { response: answer(307, { ...CORS, Location: 'https://elsewhere.example/a' }) };
    const exchange: RawExchange = { ...simple, redirects: [redirect], response: cors(ORIGIN) };
    const read = await explainExchange({ ...exchange, isFromTerminal: true });
    expect([read.code, read.undecided?.candidates]).toEqual([
      'undecided',
      ['ok.allowed', 'act.acao-mismatch', 'act.redirect'],
    ]);
    // A browser was told `null`, of which the page learns nothing but that it was sent on.
    const { code, undecided } = await explainExchange(exchange);
    expect([code, undecided?.candidates]).toEqual(['act.redirect', ['act.acao-mismatch']]);
    expect(undecided?.command).toMatch(/^curl -sSv .*'https:\/\/elsewhere\.example\/a' -H 'Origin: null'$/);
  });

  it.each([
    ['pre.header', cors('*', { 'Access-Control-Allow-Methods': 'PUT' })],
    ['pre.bucket', answer(404, { 'x-amz-request-id': 'R' }, xmlError('NoSuchBucket'))],
  ])('blames the address that a redirect leads to for what it refuses: %s', async (there, preflight) => {
    const response = answer(307, { ...CORS, Location: 'https://elsewhere.example/a?b=c' });
    const exchange: RawExchange = answered(answer(200), {
      response: null,
      redirects: [{ response, preflight }],
    });
    const diagnosis = await explainExchange(exchange, { rules: [rule()] });
    const { code, conflicts, repairs, undecided, evidence } = diagnosis;
    expect([code, conflicts, repairs]).toEqual(['act.redirect', [], []]);
    expect(undecided?.candidates).toEqual([there]);
    expect(undecided?.command).toContain("'https://elsewhere.example/a' -H 'Origin: null'");
    expect(evidence.map(({ kind, passed }) => [kind, passed])).toEqual([
      ['preflight', true],
      ['redirect', false],
    ]);
  });

  it.each([
    ['net.tls', 'ERR_CERT_AUTHORITY_INVALID'],
    ['env.csp', 'csp'],
    ['net.unreachable', 'ERR_NAME_NOT_RESOLVED'],
  ])('says %s of no address but that to which a redirect led', async (code, reason) => {
    const to = (Location: string) => ({ redirects: [{ response: answer(302, { ...CORS, Location }) }] });
    const exchange = { ...simple, failure: { leg: 'request', reason } } as const;
    const elsewhere = await explainExchange({ ...exchange, ...to('https://elsewhere.example/a') });
    expect([elsewhere.code, elsewhere.undecided?.candidates[0]]).toEqual(['act.redirect', code]);
    expect((await explainExchange({ ...exchange, ...to('/b') })).code).toBe(code);
  });

  it('says of no other address that it does not answer preflights', async () => {
    const redirect = { response: answer(307, { ...CORS, Location: 'https://elsewhere.example/a' }) };
    const failure = { leg: 'preflight', reason: 'net::ERR_TIMED_OUT' } as const;
    const { code, undecided } = await explainExchange({ ...asked(ALLOWED), redirects: [redirect], failure });
    expect([code, undecided?.candidates[0]]).toEqual(['act.redirect', 'pre.timeout']);
    expect(undecided?.command).toContain("'https://elsewhere.example/a'");
  });

  it.each([
    ['act.acao-mismatch', cors('https://other.example'), {}],
    ['pre.cred-wildcard', cors('*'), { credentials: 'include' }],
  ] as const)(
    'proves no refusal by what curl was answered without asking: %s',
    async (code, response, more) => {
      const exchange = { request: { ...PUT, ...more }, response, isFromTerminal: true };
      const given = { rules: [rule({ allowedMethods: ['GET'] })] };
      const { confidence, undecided, ...found } = await explainExchange(exchange, given);
      expect([found.code, confidence, undecided?.candidates]).toEqual([
        code,
        'strong',
        ['pre.method', 'pre.refused'],
      ]);
    },
  );

  it('marks the last redirect alone as the one at which it ended', async () => {
    const redirects = [CORS, {}].map((headers) => ({
      response: answer(302, { ...headers, Location: `${URL_A}b` }),
    }));
    const { evidence } = await explainExchange({ ...simple, redirects });
    expect(evidence.map(({ passed }) => passed)).toEqual([true, false]);
  });

  it('lists what rules may lack where no preflight asks them, and who else may answer', async () => {
    const open = async (exchange: RawExchange, options?: ExplainExchangeOptions) =>
      (await explainExchange(exchange, options)).undecided?.candidates;
    const silent = { ...simple, response: answer(403, { 'x-amz-request-id': 'R' }) };
    expect(await open(silent)).toEqual(['pre.no-config', 'pre.origin', 'pre.method', 'pre.bucket']);
    expect(await open(silent, { store: ceph })).toContain('pre.shadowed');
    // The rules that are known may be no longer those of the bucket.
    expect(await open(silent, { rules: [rule()] })).toEqual(['act.error-without-cors', 'pre.not-by-rules']);
    const unseen = { ...simple, failure: { leg: 'request', reason: 'net::ERR_FAILED' } } as const;
    expect(await open(unseen)).toEqual(expect.arrayContaining(['cache.http-poison', 'pre.method']));
  });

  it('takes a page that gave up for one that may have waited', async () => {
    const open = async (exchange: RawExchange) => (await explainExchange(exchange)).undecided?.candidates;
    expect(await open(failed('net::ERR_ABORTED'))).toEqual(['net.unreachable', 'pre.timeout']);
    const passed = { ...asked(ALLOWED), failure: { leg: 'request', reason: 'net::ERR_ABORTED' } } as const;
    expect(await open(passed)).toEqual(['net.unreachable']);
  });

  it('lists what became of a preflight that its recorder hides', async () => {
    const { code, undecided } = await explainExchange(failed('net::ERR_CONNECTION_RESET'));
    expect([code, undecided?.candidates]).toEqual(['net.unreachable', ['pre.reset', 'net.reset-upload']]);
  });

  it('leaves the cache of the browser open where a terminal could read the answer', async () => {
    const agreeing = cors(ORIGIN, { 'Access-Control-Allow-Credentials': 'true' });
    const exchange = { ...simple, response: agreeing, isFromTerminal: true };
    const { code, confidence, undecided } = await explainExchange(exchange);
    expect([code, confidence, undecided?.candidates]).toEqual([
      'ok.allowed',
      'strong',
      ['cache.http-poison'],
    ]);
    expect((await explainExchange({ ...exchange, isFromTerminal: false })).confidence).toBe('proof');
    // A terminal without rules for it asks nobody, and calls no permission old.
    const unasked = {
      request: PUT,
      response: answer(200, { 'x-amz-request-id': 'R' }),
      isFromTerminal: true,
    };
    const given = await explainExchange(unasked, { rules: [rule({ allowedMethods: ['GET'] })] });
    expect([given.code, given.confidence]).toEqual(['pre.method', 'strong']);
  });

  it.each([
    ['ok.allowed', 200, { isFromTerminal: true }, ['cache.http-poison']],
    // Nor is it known whether the page had it whole.
    ['ok.allowed', 200, { hidesRefusals: true }, ['net.reset-upload', 'env.abort']],
    ['act.readable-error', 403, { hidesRefusals: true }, ['net.reset-upload', 'env.abort']],
  ])('proves nothing of cookies by what nobody marks: %s', async (code, status, by, more) => {
    const read = async (response: RawExchange['response'], credentials?: 'omit') => {
      const request = { ...simple.request, ...(credentials === undefined ? {} : { credentials }) };
      const { undecided, ...found } = await explainExchange({ request, response: response ?? null, ...by });
      expect(found.code).toBe(code);
      return undecided?.candidates ?? [];
    };
    const cookies = ['pre.cred-missing', 'pre.cred-wildcard'];
    expect(await read({ ...cors('*'), status })).toEqual([...cookies, ...more]);
    expect(await read({ ...cors(ORIGIN), status })).toEqual([...cookies, ...more]);
    const agreeing = cors(ORIGIN, { 'Access-Control-Allow-Credentials': 'true' });
    expect(await read({ ...agreeing, status })).toEqual(more);
    expect(await read({ ...cors('*'), status }, 'omit')).toEqual(more);
  });

  it.each([
    [
      'a proxy that asks a terminal for a password',
      asked(answer(407, { 'Proxy-Authenticate': 'Basic' })),
      'pre.auth',
    ],
    [
      'a preflight of the origin that redirects lead to',
      asked(cors('https://b.example'), { origin: 'null' }),
      'env.origin-null',
    ],
    ['a certificate that a terminal does not trust', failed('SELF_SIGNED_CERT_IN_CHAIN'), 'net.tls'],
    ['a refusal by a store that is too busy', asked(refusal('', 'SlowDown', 503)), 'pre.not-by-rules'],
  ])('proves nothing by %s', async (_, exchange, code) => {
    const found = await explainExchange(exchange);
    expect([found.code, found.confidence]).toEqual([code, 'strong']);
  });

  it('takes no words of CORS, nor hosts in them, for failures', async () => {
    const reason =
      'Origin https://ssl.example.com is not allowed by Access-Control-Allow-Origin. Status code: 403';
    expect((await explainExchange(failed(reason))).code).toBe('undecided');
  });

  it('blames the page for nothing where the network failed', async () => {
    const request = { ...PUT, url: 'http://photos.s3.example/a' };
    const exchange = failed('net::ERR_CONNECTION_REFUSED', { request });
    expect((await explainExchange(exchange)).code).toBe('net.unreachable');
    expect((await explainExchange({ ...exchange, failure: null })).code).toBe('env.mixed');
  });

  it('says what it may be, by what was seen', async () => {
    const candidatesOf = async (exchange: RawExchange) => {
      const { code, undecided } = await explainExchange({
        ...exchange,
        failure: { leg: 'request', reason: 'x' },
      });
      return code === 'undecided' ? undecided?.candidates : [];
    };
    expect(await candidatesOf({ request: PUT })).toContain('pre.all-refused');
    const passed = await candidatesOf(asked(ALLOWED));
    expect(passed).toContain('act.error-without-cors');
    expect(passed).not.toContain('pre.all-refused');
    expect(passed).not.toContain('pre.header');
    const starred = asked(cors(ORIGIN, { ...METHODS, 'Access-Control-Allow-Headers': '*' }));
    expect(await candidatesOf(starred)).toContain('pre.header');
    const reading = await candidatesOf(simple);
    expect(reading).toEqual(expect.arrayContaining(['pre.origin', 'act.error-without-cors']));
    expect(reading).not.toContain('pre.all-refused');
  });

  it('names no header where it is not known which of two attempts was refused for which', async () => {
    const lists = (names: string) =>
      asked(cors(ORIGIN, { ...METHODS, 'Access-Control-Allow-Headers': names }));
    const alternatives = [lists('authorization')];
    const told = await explainExchange({ ...lists('x-amz-date'), alternatives });
    expect([told.code, told.conflicts, told.confidence]).toEqual(['pre.header', [], 'strong']);
    expect(told.undecided?.command).toMatch(/^curl /);
    expect(toText(told)).not.toContain('Of these it allows');
  });

  it('takes what the preflight asked for over what a recording left of the request', async () => {
    const exchange: RawExchange = {
      request: { ...PUT, headers: [] },
      preflight: { headers: ['X-Amz-Date', 'authorization'], response: ALLOWED },
    };
    const { request, code } = await explainExchange(exchange);
    expect(request.unsafeHeaders).toEqual(['authorization', 'x-amz-date']);
    expect(code).toBe('ok.allowed');
  });

  it('offers a rule to add for what the rules refuse, and none for what they do not', async () => {
    expect((await explainExchange(refused)).repairs[0]?.kind).toBe('new-rule');
    expect((await explainExchange(asked(cors('foo')))).repairs).toEqual([]);
  });

  it('keeps in a repair what stands beside the rules', async () => {
    const rules = [rule({ allowedMethods: ['GET'] })];
    const known = { store: cos, rules: { rules, responseVary: true } };
    const { code, repairs, responseVary, rules: looked } = await explainExchange(refused, known);
    expect([code, looked, responseVary]).toEqual(['pre.method', rules, true]);
    expect(repairs.map(({ document }) => document.includes('<ResponseVary>true'))).toEqual([true, true]);
  });
});

describe('explainExchanges', () => {
  const get = (more: Partial<RawExchange>): RawExchange => ({ ...simple, ...more });

  it('tells that a cache gave an answer which the store gives otherwise', async () => {
    const bare = answer(200, { 'x-amz-request-id': 'R' });
    const told = async (...exchanges: readonly RawExchange[]) => {
      const [first] = await explainExchanges(exchanges);
      return [first?.code, first?.confidence, ...(first?.undecided?.candidates ?? [])];
    };
    const unasked = ['pre.no-config', 'pre.origin', 'pre.method'];
    const kept = ['cache.cdn-poison', 'strong', 'act.no-acao', ...unasked];
    expect(await told(get({ response: bare }), get({ response: cors(ORIGIN) }))).toEqual(kept);
    // Another query may lead to something else.
    const other = { request: { ...simple.request, url: `${URL_A}?n=1` } };
    const open = ['act.no-acao', 'strong', ...unasked, 'cache.cdn-poison'];
    expect(await told(get({ response: bare }), get({ ...other, response: cors(ORIGIN) }))).toEqual(open);
    // What a store is told to do no cache answers.
    expect(await told(answered(bare), answered(cors(ORIGIN)))).toEqual(['act.no-acao', 'proof']);
    const post = (response: RawExchange['response']) =>
      get({ request: { ...simple.request, method: 'POST' }, response: response ?? null });
    expect(await told(post(bare), post(cors(ORIGIN)))).toEqual(open);
    // What had been proven of an answer to a preflight is still open.
    const asking = (response: RawExchange['response']) =>
      answered(answer(200), { request: { ...PUT, method: 'GET' }, response: response ?? null });
    const asked = await told(asking(bare), asking(cors(ORIGIN)));
    expect(asked).toEqual(['cache.cdn-poison', 'strong', 'act.no-acao']);
  });

  it('takes no refusal of other names for the end of an old permission', async () => {
    const hidden = { request: PUT, response: answer(403) };
    const other = asked(answer(403), { headers: [['x-other', '1']] });
    const codes = async (exchanges: readonly RawExchange[]) =>
      (await explainExchanges(exchanges)).map(({ code }) => code);
    expect((await codes([hidden, other]))[0]).toBe('act.error-without-cors');
    expect((await codes([hidden, asked(answer(403))]))[0]).toBe('act.stale-preflight');
  });

  it('tells an old permission from its later refusal', async () => {
    const [first] = await explainExchanges([{ request: PUT, response: answer(200) }, refused]);
    expect(first?.code).toBe('act.stale-preflight');
    expect(first?.notes).toContainEqual({ code: 'act.executed', value: 'PUT' });
  });

  it('notes that the same preflight got two answers', async () => {
    const found = await explainExchanges([refused, asked(ALLOWED)]);
    for (const { notes } of found) expect(notes).toContainEqual({ code: 'pre.propagation', value: '' });
    const [alone] = await explainExchanges([refused, refused]);
    expect(alone?.notes.map(({ code }) => code)).not.toContain('pre.propagation');
  });

  it('notes that each presigned URL is asked for anew', async () => {
    const other = { url: signed.url.replace('abc', 'def') };
    const [first] = await explainExchanges([asked(ALLOWED, signed), asked(ALLOWED, other)]);
    expect(first?.notes).toContainEqual({ code: 'cache.preflight-per-url', value: '2' });
  });
});

describe('concludeProbes', () => {
  const base = async (): Promise<Parameters<typeof concludeProbes>[0]> => ({
    exact: await explainExchange(refused),
    serviceMessage: '',
    cause: { kind: 'all-refused' },
    store: s3,
    rules: null,
    evidence: [],
    passingOrigins: [],
    passesUnsigned: null,
    movedTo: '',
    passingIsStore: true,
  });
  const conclude = async (more: Partial<Parameters<typeof concludeProbes>[0]>): Promise<Diagnosis> =>
    concludeProbes({ ...(await base()), ...more });

  it('says no more than is seen', async () => {
    expect(await conclude({})).toMatchObject({ code: 'pre.all-refused', confidence: 'strong' });
    expect(await conclude({ cause: { kind: 'unknown', why: 'contradiction' } })).toMatchObject({
      code: 'pre.refused',
    });
  });

  it('takes a store at its word', async () => {
    const says = async (store: Store, more: Partial<Parameters<typeof concludeProbes>[0]> = {}) => {
      const asked = { kind: 'preflight', origin: ORIGIN, method: 'PUT', headers: [] } as const;
      const { message: serviceMessage } = store.ruleSemantics.refusal(asked, 'no-match');
      const { code, confidence, undecided } = await conclude({ store, serviceMessage, ...more });
      return [code, confidence, ...(undecided?.candidates ?? [])];
    };
    // AWS has other words for a bucket without rules. That OSS has is not known for sure, and COS has not.
    expect(await says(s3)).toEqual(['pre.origin', 'proof']);
    expect(await says(s3, { rules: [] })).toEqual(['pre.origin', 'proof']);
    for (const store of [oss, cos])
      expect(await says(store)).toEqual(['pre.all-refused', 'strong', 'pre.no-config', 'pre.origin']);
    expect(await says(cos, { rules: [] })).toEqual(['pre.no-config', 'strong', 'pre.not-by-rules']);
    // Words of another store, or none.
    expect(await says(qingstor)).toEqual([
      'pre.all-refused',
      'strong',
      'pre.no-config',
      'pre.origin',
      'pre.bucket',
      'pre.not-by-rules',
      'net.captive',
    ]);
    expect(await says(s3, { movedTo: 'eu-west-1' })).toContain('pre.bucket');
  });

  it('finds the part that is refused', async () => {
    expect(await conclude({ passingOrigins: ['http://app.example.com'] })).toMatchObject({
      code: 'pre.origin',
      confidence: 'proof',
      raw: { allowedOrigin: 'http://app.example.com' },
    });
    expect(await conclude({ cause: { kind: 'method', passing: ['GET'] } })).toMatchObject({
      code: 'pre.method',
      confidence: 'proof',
    });
    expect(
      await conclude({ cause: { kind: 'headers', conflicts: [['authorization']], isCertain: true } }),
    ).toMatchObject({ code: 'pre.header', confidence: 'proof' });
    expect(await conclude({ passesUnsigned: true })).toMatchObject({
      ...{ code: 'pre.auth-query', confidence: 'proof', undecided: null },
    });
  });

  it('says of no firewall, which may mind a long address, that it minds the signature', async () => {
    const exact = await explainExchange(
      asked(answer(403, { Server: 'waf' }, '<html>blocked</html>'), signed),
    );
    const { code, confidence, undecided } = await conclude({ exact, passesUnsigned: true });
    expect([code, confidence, undecided?.candidates]).toEqual(['pre.auth-query', 'strong', ['pre.waf']]);
    expect(undecided?.command).toContain('<URL presigned for PUT>');
  });

  it('proves nothing by a list that somebody on the way may have written', async () => {
    const lists = { 'Access-Control-Allow-Headers': 'x-amz-date', ...METHODS, Via: '1.1 edge' };
    const cause = { kind: 'headers', conflicts: [['authorization']], isCertain: true } as const;
    const exact = await explainExchange(asked(cors(ORIGIN, lists)));
    const found = await conclude({ exact, cause });
    expect([found.code, found.confidence]).toEqual(['pre.header', 'strong']);
    expect(found.undecided?.candidates).toEqual(['pre.waf']);
    const known = { rules: [rule()] };
    const given = await conclude({
      exact: await explainExchange(asked(cors(ORIGIN, lists)), known),
      cause,
      ...known,
    });
    expect([given.code, given.confidence, given.repairs]).toEqual(['pre.not-by-rules', 'strong', []]);
    expect(given.undecided?.candidates).toEqual(['pre.header', 'pre.waf']);
    // That what passes bears the marks of the store says nothing of who refuses.
    const { 'x-amz-request-id': _mark, Via: _via, ...unmarked } = lists;
    const byNobody = await conclude({ exact: await explainExchange(asked(cors(ORIGIN, unmarked))), cause });
    expect([byNobody.confidence, byNobody.undecided?.candidates]).toEqual(['strong', ['pre.waf']]);
  });

  it('blames nobody else for an answer with the marks of the store', async () => {
    const cause = { kind: 'method', passing: ['GET'] } as const;
    const own = await explainExchange(asked(answer(200, { 'x-amz-request-id': 'R' })));
    expect(await conclude({ exact: own, cause })).toMatchObject({
      ...{ code: 'pre.method', confidence: 'strong', undecided: { candidates: ['pre.no-acao'] } },
    });
    const anyones = await explainExchange(asked(answer(200)));
    expect((await conclude({ exact: anyones, cause })).code).toBe('pre.no-acao');
  });

  it('takes no refusal that was seen for a redirect behind it, where given rules allow what is refused', async () => {
    const cause = { kind: 'method', passing: ['GET'] } as const;
    const found = await conclude({ cause, rules: [rule()] });
    expect([found.code, found.confidence]).toEqual(['pre.not-by-rules', 'strong']);
    expect(found.undecided?.candidates.filter((code) => code.startsWith('act.'))).toEqual([]);
    // Who refuses it is not known, which the answer shows.
    expect(found.undecided?.command).toContain('OPTIONS');
  });

  it('leaves what the answer itself proves', async () => {
    const exact = await explainExchange(asked(refusal(NOT_ENABLED)));
    expect((await conclude({ exact })).code).toBe('pre.no-config');
  });
});

describe('secrets', () => {
  const secret = 'Zq8sEcReT7token0SIGNATUREvalue4xYz9';
  const name = fc.constantFrom(
    'authorization',
    'x-amz-security-token',
    'cookie',
    'X-My-Token',
    'x-oss-meta-a',
    'constructor',
    '__proto__',
    'x-amz-server-side-encryption-customer-key',
    'Location',
    'Server',
    'Access-Control-Allow-Origin',
    'WWW-Authenticate',
    'set-cookie',
  );
  const headers = fc.array(
    fc.tuple(name, fc.constantFrom(secret, `Bearer ${secret}`, `https://x.example/?t=${secret}`)),
    { maxLength: 5 },
  );
  const query = fc.constantFrom('X-Amz-Signature', 'Signature', 'q-signature', 'token', '', 'x%00y');

  it('never come out, wherever they stand', async () => {
    await fc.assert(
      fc.asyncProperty(
        headers,
        headers,
        headers,
        query,
        fc.integer({ min: 200, max: 599 }),
        fc.boolean(),
        async (sent, first, last, key, status, fails) => {
          const exchange: RawExchange = {
            request: {
              origin: ORIGIN,
              method: 'PUT',
              url: `https://${secret}:${secret}@photos.s3.example/a?${key}=${secret}#${secret}`,
              headers: sent,
            },
            preflight: {
              headers: sent.map(([each]) => each),
              response: {
                status,
                headers: first,
                body: xmlError(secret, secret, `<Endpoint>${secret}</Endpoint>`),
              },
            },
            response: { status, headers: last, body: secret },
            failure: fails ? { leg: 'request', reason: `ERR ${secret}` } : null,
          };
          const diagnosis = await explainExchange(exchange);
          expect(
            JSON.stringify(diagnosis) + toText(diagnosis) + toText(diagnosis, { language: chinese }),
          ).not.toContain(secret);
        },
      ),
      { numRuns: 60 },
    );
  });

  it('of whatever form never come out of what is never shown: values, queries, users, fragments, bodies, cookies', async () => {
    const word = fc.stringMatching(/^zq[a-z0-9]{6,30}$/);
    await fc.assert(
      fc.asyncProperty(
        word,
        name,
        query,
        fc.integer({ min: 200, max: 599 }),
        async (given, header, key, status) => {
          const exchange: RawExchange = {
            request: {
              origin: ORIGIN,
              method: 'PUT',
              url: `https://${given}:${given}@photos.s3.example/a?${key}=${given}#${given}`,
              headers: [[header, given]],
            },
            preflight: {
              response: {
                status,
                headers: [
                  ['set-cookie', given],
                  ['location', `https://b.example/?${key}=${given}#${given}`],
                ],
                body: xmlError('A', given),
              },
            },
            response: { status, headers: [['set-cookie', given]], body: given },
          };
          const diagnosis = await explainExchange(exchange);
          expect(JSON.stringify(diagnosis) + toText(diagnosis)).not.toContain(given);
        },
      ),
    );
  });
});
