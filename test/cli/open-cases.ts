import type { CorsRule } from '../../src/model/cors-rule.js';
import type { Credentials } from '../../src/model/credentials.js';
import type { DiagnoseOptions } from '../../src/model/diagnose-options.js';
import type { DiagnosedRequest } from '../../src/model/diagnosed-request.js';
import type { DiagnosisCode } from '../../src/model/diagnosis-code.js';
import type { FaultRequest } from '../../src/node/index.js';
import type { Browser } from './page-on-sockets.js';

/** Where the page is that asks. */
export const ORIGIN = 'https://app.example.com';

/** What stands behind a verdict that leaves something open. */
export interface OpenCase {
  readonly what: string;
  /** Which of what the page left open it is. */
  readonly truth: DiagnosisCode;
  /** What the printed command must be like. Default: whatever shows it. */
  readonly command?: RegExp;
  /** What it prints then, and of nothing else that was left open. */
  readonly shows: RegExp;
  /** What `explain --curl` makes of what was printed. Default: the truth. */
  readonly told?: DiagnosisCode;
  /** Default: all is allowed to the page. */
  readonly rules?: readonly CorsRule[];
  readonly faults?: readonly FaultRequest[];
  /** Default S3, of which no page hides how it answers a signature. */
  readonly isCeph?: boolean;
  /** Which bucket is asked for. Default: the one that is there. */
  readonly bucket?: string;
  /** By which it is asked. Default: the one that it speaks. */
  readonly scheme?: 'https';
  /** Whether nobody listens at the address. Default false. */
  readonly isNobody?: boolean;
  /** Default: a PUT with its signature in the headers. */
  readonly request?: Partial<DiagnosedRequest>;
  readonly knows?: DiagnoseOptions;
  readonly browser?: Browser;
  /** What is wrong with the page's keys. Default: nothing. */
  readonly wrong?: Partial<Credentials>;
  /** Whether the presigned URL in the command is made with the right keys all the same. Default false. */
  readonly isFilledRightly?: boolean;
  /** Whether the object was fetched without `Origin` before, as an image is. Default false. */
  readonly wasImage?: boolean;
  /** Whether what is sent with the page's signature is answered by nobody. Default false. */
  readonly isSignedLost?: boolean;
}

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];
export const ALL: CorsRule = { allowedOrigins: [ORIGIN], allowedMethods: METHODS, allowedHeaders: ['*'] };
const SIGNED = ['authorization', 'x-amz-content-sha256', 'x-amz-date'];
const only = (change: Partial<CorsRule>): CorsRule[] => [{ ...ALL, ...change }];

const REFUSED = /^HTTP\/1\.1 403 [\s\S]*CORSResponse: This CORS request is not allowed/;
const REFUSED_BY_CEPH = /^HTTP\/1\.1 403 [\s\S]*x-amz-request-id[\s\S]*<Code>AccessDenied</;
const PASSES =
  /^HTTP\/1\.1 200 (?=[\s\S]*^Access-Control-Allow-Methods: )[\s\S]*^Access-Control-Allow-Origin: https:\/\/app\.example\.com\r$/m;
const NO_RULES = /CORSResponse: CORS is not enabled for this bucket/;
const NO_BUCKET = /CORSResponse: Bucket not found/;
const STORE_LETS_READ =
  /^< HTTP\/1\.1 [24]\d\d (?=[\s\S]*^< x-amz-request-id)[\s\S]*^< Access-Control-Allow-Origin: https:\/\/app\.example\.com\r$/m;
const ERROR_WITHOUT_CORS = /^< HTTP\/1\.1 403 (?![\s\S]*^< Access-Control-)/m;
const SUCCESS_WITHOUT_CORS = /^< HTTP\/1\.1 200 (?![\s\S]*^< Access-Control-)/m;
const OTHER_ORIGIN = /^< Access-Control-Allow-Origin: https:\/\/other\.example\r$/m;
const SENT_ON = /^< HTTP\/1\.1 307 [\s\S]*^< Location: http:\/\/127\.0\.0\.1:9\/elsewhere\r$/m;
const NOBODY = /^curl: \(7\) /m;

/** What answers preflights in the store's place; and requests as well, with which none passes. */
const IN_FRONT = [
  ['a gateway', { code: 'pre.waf' }, /^HTTP\/1\.1 403 [\s\S]*^Server: cdn\r$/m, 'pre.waf'],
  ['a redirect', { code: 'pre.redirect' }, /^HTTP\/1\.1 307 [\s\S]*^Location: http:/m, 'pre.redirect'],
  ['a login', { code: 'pre.auth' }, /^HTTP\/1\.1 401 [\s\S]*^WWW-Authenticate: Bearer/m, 'pre.auth'],
] as const;
const inFront = (more: Partial<OpenCase>, ...besides: readonly FaultRequest[]): OpenCase[] =>
  IN_FRONT.map(([what, fault, shows, told]) => ({
    ...{ what, truth: 'pre.not-by-rules', shows, told, faults: [fault, ...besides] },
    ...more,
  }));

/** Why no page may read any answer at all. */
const HIDING: readonly OpenCase[] = [
  {
    what: 'an error of the store',
    truth: 'act.error-without-cors',
    shows: ERROR_WITHOUT_CORS,
    faults: [{ code: 'act.error-without-cors' }],
  },
  { what: 'a redirect', truth: 'act.redirect', shows: SENT_ON, faults: [{ code: 'act.redirect' }] },
  {
    what: 'an answer for another origin',
    truth: 'act.acao-mismatch',
    shows: OTHER_ORIGIN,
    faults: [{ code: 'act.acao-mismatch' }],
  },
];
const hiding = (more: Partial<OpenCase>): OpenCase[] => HIDING.map((each) => ({ ...each, ...more }));

/** What leaves something open, by what the page says: one list of what may be behind each, longer than files are here, as it is one table. */
export const OPEN_CASES: Partial<Record<DiagnosisCode, readonly OpenCase[]>> = {
  'pre.all-refused': [
    { what: 'no rules', truth: 'pre.no-config', shows: NO_RULES, rules: [] },
    {
      what: 'rules for another origin',
      truth: 'pre.origin',
      shows: REFUSED,
      told: 'pre.refused',
      rules: only({ allowedOrigins: ['https://other.example'] }),
    },
    { what: 'no such bucket', truth: 'pre.bucket', shows: NO_BUCKET, bucket: 'nothing' },
    {
      what: 'a bucket that is elsewhere',
      truth: 'pre.bucket',
      shows: /^x-amz-bucket-region: elsewhere-1\r$/m,
      faults: [{ code: 'pre.bucket' }],
    },
    ...inFront({}, { code: 'act.cdn-error' }),
    {
      what: 'no rules, to a GET',
      truth: 'pre.no-config',
      shows: NO_RULES,
      rules: [],
      request: { method: 'GET' },
    },
  ],
  'pre.origin': [
    {
      what: 'rules for the origin null',
      truth: 'pre.origin',
      shows: REFUSED,
      told: 'pre.refused',
      rules: only({ allowedOrigins: ['null'] }),
      browser: { look: {} },
    },
  ],
  'pre.method': [
    {
      what: 'rules without GET',
      truth: 'pre.method',
      shows: REFUSED,
      told: 'pre.refused',
      rules: only({ allowedMethods: ['PUT', 'POST'] }),
      request: { method: 'GET' },
    },
    ...(['GET', 'HEAD'] as const).map(
      (method): OpenCase => ({
        what: `answers to ${method} that allow nobody`,
        truth: 'act.no-acao',
        shows: PASSES,
        // Of a preflight alone nobody knows what follows.
        told: 'ok.allowed',
        faults: [{ code: 'act.no-acao' }],
        request: { method },
      }),
    ),
    {
      what: 'rules without PUT, where every answer is hidden',
      truth: 'pre.method',
      shows: REFUSED,
      told: 'pre.refused',
      rules: only({ allowedMethods: ['GET', 'POST'] }),
      faults: [{ code: 'act.executed' }],
    },
  ],
  'pre.header': [
    {
      what: 'rules without a name, where a made-up signature hides answers',
      truth: 'pre.header',
      shows: REFUSED_BY_CEPH,
      told: 'pre.refused',
      isCeph: true,
      rules: only({ allowedHeaders: SIGNED }),
      request: { method: 'GET', headers: { 'x-amz-meta-a': '1' } },
    },
  ],
  'pre.cross-rule': [
    {
      what: 'names that two rules have',
      truth: 'pre.cross-rule',
      shows: REFUSED,
      told: 'pre.refused',
      rules: [['x-amz-meta-a', 'x-amz-meta-b'], ['x-amz-meta-c']].map((names) => ({
        ...ALL,
        allowedHeaders: [...SIGNED, ...names],
      })),
      request: { headers: { 'x-amz-meta-a': '1', 'x-amz-meta-b': '1', 'x-amz-meta-c': '1' } },
    },
  ],
  undecided: [
    ...inFront({}),
    {
      what: 'rules for plain GETs alone',
      truth: 'pre.method',
      shows: REFUSED,
      told: 'pre.refused',
      rules: [{ allowedOrigins: [ORIGIN], allowedMethods: ['GET'] }],
    },
    ...inFront({ request: { method: 'GET', signing: 'url', headers: { 'x-b': '1' } } }),
    {
      what: 'rules without the one header',
      truth: 'pre.header',
      shows: REFUSED,
      told: 'pre.refused',
      rules: [{ allowedOrigins: [ORIGIN], allowedMethods: ['GET'] }],
      request: { method: 'GET', signing: 'url', headers: { 'x-b': '1' } },
    },
    {
      what: 'an answer that a signature hides',
      truth: 'act.error-without-cors',
      shows: PASSES,
      told: 'ok.allowed',
      isCeph: true,
      request: { method: 'GET' },
    },
    {
      what: 'rules without the signature',
      truth: 'pre.header',
      shows: REFUSED,
      told: 'pre.refused',
      rules: only({ allowedMethods: ['GET', 'HEAD'], allowedHeaders: ['x-amz-*'] }),
      request: { method: 'GET' },
    },
    {
      what: 'a store that does not answer to the signature in time',
      truth: 'act.error-without-cors',
      shows: STORE_LETS_READ,
      told: 'act.readable-error',
      isCeph: true,
      request: { method: 'DELETE' },
      knows: { useCredentials: true },
      wrong: { secretAccessKey: 'wrong' },
      isSignedLost: true,
    },
  ],
  'pre.not-by-rules': [
    ...inFront({ knows: { rules: [ALL] } }),
    ...inFront({ knows: { rules: [ALL] } }, { code: 'act.cdn-error' }),
    {
      what: 'other rules than were given',
      truth: 'pre.not-by-rules',
      shows: REFUSED,
      told: 'pre.refused',
      rules: only({ allowedOrigins: ['https://other.example'] }),
      knows: { rules: [ALL] },
    },
    {
      what: 'no such bucket',
      truth: 'pre.bucket',
      shows: NO_BUCKET,
      bucket: 'nothing',
      knows: { rules: [ALL] },
    },
    ...inFront({
      request: { method: 'GET', signing: 'url', headers: { 'x-b': '1' } },
      knows: { rules: [ALL] },
    }),
  ],
  'pre.no-config': [
    { what: 'no rules', truth: 'pre.no-config', shows: NO_RULES, rules: [], knows: { rules: [] } },
    {
      what: 'no such bucket',
      truth: 'pre.bucket',
      shows: NO_BUCKET,
      bucket: 'nothing',
      knows: { rules: [] },
    },
    ...inFront({ knows: { rules: [] } }, { code: 'act.cdn-error' }),
  ],
  'ok.allowed': [
    {
      what: 'a presigned URL of an unknown key',
      truth: 'pre.auth-query',
      shows: REFUSED_BY_CEPH,
      isCeph: true,
      request: { signing: 'url' },
      wrong: { accessKeyId: 'AKNOBODY' },
    },
    {
      what: 'a presigned URL',
      truth: 'ok.allowed',
      shows: PASSES,
      isCeph: true,
      request: { signing: 'url' },
    },
  ],
  'act.stale-preflight': [
    {
      what: 'rules that are gone',
      truth: 'pre.no-config',
      shows: NO_RULES,
      rules: [],
      request: { sawUpload: true },
      browser: { look: {} },
    },
  ],
  'net.unreachable': [
    { what: 'nobody', truth: 'net.unreachable', shows: NOBODY, isNobody: true },
    {
      what: 'a network that wants a login',
      truth: 'net.captive',
      shows: /^curl: \(1\) Received HTTP\/0\.9 /m,
      faults: [{ code: 'net.captive' }],
    },
    { what: 'no TLS', truth: 'net.tls', shows: /^curl: \(35\) /m, scheme: 'https' },
    {
      what: 'what lets no page out',
      truth: 'env.blocker',
      shows: STORE_LETS_READ,
      told: 'act.readable-error',
      browser: { isCutOff: true },
    },
    {
      what: 'a redirect to nobody',
      truth: 'act.redirect',
      shows: SENT_ON,
      rules: [],
      faults: [{ code: 'act.redirect' }],
    },
    {
      what: 'a redirect of a GET to nobody',
      truth: 'act.redirect',
      shows: SENT_ON,
      faults: [{ code: 'act.redirect' }],
      request: { method: 'GET', signing: 'url' },
    },
  ],
  ...Object.fromEntries(
    (
      [
        ['env.offline', { isOffline: true }],
        ['env.sw', { isControlled: true, look: { sendFromNull: async () => 'answer' } }],
        ['env.lna', { look: { mayEnter: async () => 'denied' } }],
      ] as const satisfies readonly (readonly [DiagnosisCode, Browser])[]
    ).map(([code, shown]): [DiagnosisCode, OpenCase[]] => [
      code,
      [
        {
          what: 'a page that is kept from a store that answers',
          truth: code,
          shows: STORE_LETS_READ,
          told: 'act.readable-error',
          browser: { ...shown, isCutOff: true },
        },
        { what: 'nobody', truth: 'net.unreachable', shows: NOBODY, isNobody: true, browser: shown },
      ],
    ]),
  ),
  'act.error-without-cors': [
    // The probe itself, which needs no keys and changes nothing.
    ...Object.entries({
      PUT: / -X PUT -d x '[^']+\/bucket-preflight-\d+-a\.txt\?partNumber=1&uploadId=bucket-preflight-\d+' /,
      POST: / -X POST -d x '[^']+\/bucket-preflight-\d+-a\.txt\?uploadId=bucket-preflight-\d+' /,
      DELETE: / -X DELETE -d x '[^']+\/bucket-preflight-\d+-a\.txt\?uploadId=bucket-preflight-\d+' /,
    }).flatMap(([method, command]) => hiding({ request: { method }, command })),
    ...Object.entries({
      GET: /-o \/dev\/null '[^']+\/a\.txt\?uploadId=bucket-preflight-\d+' /,
      HEAD: /-o \/dev\/null -I '[^']+\/a\.txt\?uploadId=bucket-preflight-\d+' /,
    }).flatMap(([method, command]) =>
      hiding({ request: { method }, command, browser: { tellsByTiming: true } }),
    ),
    ...['PUT', 'GET'].flatMap((method): OpenCase[] => {
      const common = {
        truth: 'act.error-without-cors',
        isCeph: true,
        request: { method },
        knows: { useCredentials: true },
        browser: { tellsByTiming: true, look: {} },
        wrong: { secretAccessKey: 'wrong' },
      } as const;
      return [
        { ...common, what: 'a wrong secret', shows: ERROR_WITHOUT_CORS },
        {
          ...common,
          what: 'a wrong secret, seen by the right one',
          shows: STORE_LETS_READ,
          told: 'ok.allowed',
          isFilledRightly: true,
        },
      ];
    }),
  ],
  'act.no-acao': (['GET', 'HEAD'] as const).flatMap((method): OpenCase[] => {
    const common = {
      request: { method },
      knows: { useCredentials: true },
      browser: { tellsByTiming: true, look: {} },
    };
    return [
      {
        ...common,
        what: 'answers that allow nobody',
        truth: 'act.no-acao',
        shows: SUCCESS_WITHOUT_CORS,
        faults: [{ code: 'act.no-acao' }],
      },
      {
        ...common,
        what: 'answers for another origin',
        truth: 'act.acao-mismatch',
        shows: OTHER_ORIGIN,
        faults: [{ code: 'act.acao-mismatch' }],
      },
    ];
  }),
  'pre.auth-query': [false, true].map(
    (isFilledRightly): OpenCase => ({
      what: isFilledRightly ? 'an unknown key, seen by the right one' : 'an unknown key',
      truth: 'pre.auth-query',
      shows: isFilledRightly ? PASSES : REFUSED_BY_CEPH,
      told: isFilledRightly ? 'ok.allowed' : 'pre.auth-query',
      isCeph: true,
      faults: [{ code: 'act.executed' }],
      request: { signing: 'url' },
      knows: { useCredentials: true },
      wrong: { accessKeyId: 'AKNOBODY' },
      isFilledRightly,
    }),
  ),
  'cache.cdn-poison': [
    {
      what: 'a CDN that keeps what an image got',
      truth: 'cache.cdn-poison',
      shows: /^< X-Cache: HIT\r$(?![\s\S]*^< Access-Control-)/m,
      faults: [{ code: 'cache.cdn-poison' }],
      request: { method: 'GET', signing: 'url' },
      wasImage: true,
    },
  ],
  'cache.http-poison': [
    {
      what: 'a browser that keeps what an image got',
      truth: 'cache.http-poison',
      shows: STORE_LETS_READ,
      told: 'act.readable-error',
      faults: [{ code: 'cache.http-poison' }],
      request: { method: 'GET', signing: 'url' },
      wasImage: true,
    },
  ],
  'pre.cred-missing': [
    {
      what: 'a value that is not true',
      truth: 'pre.cred-missing',
      shows: /^Access-Control-Allow-Credentials: True\r$/m,
      faults: [{ code: 'pre.cred-missing' }],
      request: { withCookies: true },
      browser: { look: {} },
    },
    {
      what: 'a star',
      truth: 'pre.cred-wildcard',
      shows: /^Access-Control-Allow-Origin: \*\r$/m,
      faults: [{ code: 'pre.cred-wildcard' }],
      request: { withCookies: true },
      browser: { look: {} },
    },
  ],
  'pre.cred-wildcard': [
    {
      what: 'a rule for everybody',
      truth: 'pre.cred-wildcard',
      shows: /^Access-Control-Allow-Origin: \*\r$/m,
      rules: only({ allowedOrigins: ['*'] }),
      request: { withCookies: true },
      browser: { look: {} },
    },
    {
      what: 'a rule for everybody, where the browser does not ask',
      truth: 'pre.cred-wildcard',
      shows: /^< Access-Control-Allow-Origin: \*\r$/m,
      rules: only({ allowedOrigins: ['*'] }),
      request: { method: 'GET', signing: 'url', withCookies: true },
      browser: { look: {} },
    },
  ],
};
