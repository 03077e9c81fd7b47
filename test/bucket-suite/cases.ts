import { createHash } from 'node:crypto';
import type { Step, SuiteCase } from './case.js';

const PAGE = 'https://app.example';
const PUT_A: Step = { method: 'PUT', at: '/a.txt', body: 'hello' };

const OBJECTS: readonly SuiteCase[] = [
  {
    name: 'put, get, head, delete',
    steps: [PUT_A, get('/a.txt'), head('/a.txt'), remove('/a.txt'), get('/a.txt')],
  },
  {
    name: 'headers and metadata come back',
    steps: [
      {
        ...PUT_A,
        headers: { 'content-type': 'text/x', 'cache-control': 'no-cache', 'x-amz-meta-author': 'me' },
      },
      { ...head('/a.txt'), looksAt: ['cache-control', 'x-amz-meta-author'] },
    ],
  },
  { name: 'an empty object', steps: [{ method: 'PUT', at: '/e', body: '' }, get('/e')] },
  {
    name: 'keys of many kinds',
    steps: ['/a%20b', '/a%2Bb', '/%E5%A0%B1', '/a//b', '/!%27()*', '/%25'].flatMap((at) => [
      { ...PUT_A, at },
      get(at),
    ]),
  },
  {
    name: 'ranges',
    steps: [
      PUT_A,
      ...['bytes=1-3', 'bytes=-2', 'bytes=3-', 'bytes=0-99', 'bytes=9-', 'bytes=3-1', 'x=1-2'].map(
        (range) => ({
          ...get('/a.txt'),
          headers: { range },
        }),
      ),
    ],
  },
  {
    name: 'conditions of a read',
    steps: [
      PUT_A,
      { ...get('/a.txt'), headers: { 'if-none-match': '"5d41402abc4b2a76b9719d911017c592"' } },
      { ...get('/a.txt'), headers: { 'if-match': '"00000000000000000000000000000000"' } },
    ],
  },
  {
    name: 'Content-MD5',
    steps: [
      { ...PUT_A, headers: { 'content-md5': md5('hello') } },
      { ...PUT_A, headers: { 'content-md5': md5('other') } },
      { ...PUT_A, headers: { 'content-md5': 'short' } },
    ],
  },
  {
    name: 'headers of an answer that the URL asks for',
    steps: [
      PUT_A,
      {
        ...get('/a.txt?response-content-type=text%2Fy&response-cache-control=no-store'),
        looksAt: ['cache-control'],
      },
    ],
  },
  {
    name: 'a listing by prefix and delimiter',
    steps: [
      ...['/a', '/d/1', '/d/2', '/e'].map((at) => ({ ...PUT_A, at })),
      get('?list-type=2'),
      get('?list-type=2&delimiter=%2F'),
      get('?list-type=2&prefix=d%2F&max-keys=1'),
      get('?prefix=d%2F'),
    ],
  },
  {
    name: 'a multipart upload of one part',
    steps: [
      { method: 'POST', at: '/m?uploads' },
      { method: 'PUT', at: '/m?partNumber=1&uploadId=UPLOAD', body: 'part' },
      {
        method: 'POST',
        at: '/m?uploadId=UPLOAD',
        body: `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${hex('part')}</ETag></Part></CompleteMultipartUpload>`,
      },
      get('/m'),
    ],
  },
  {
    name: 'a multipart upload that is given up, or never was',
    steps: [
      { method: 'POST', at: '/m?uploads' },
      { method: 'DELETE', at: '/m?uploadId=UPLOAD' },
      { method: 'PUT', at: '/m?partNumber=1&uploadId=UPLOAD', body: 'part' },
      { method: 'PUT', at: '/m?partNumber=1&uploadId=nosuchupload', body: 'part' },
      { method: 'GET', at: '/m?uploadId=nosuchupload' },
    ],
  },
  {
    name: 'the bucket',
    steps: [
      head(''),
      { method: 'PUT', at: '' },
      PUT_A,
      { method: 'DELETE', at: '' },
      remove('/a.txt'),
      { method: 'DELETE', at: '' },
      head(''),
      get('/a.txt'),
    ],
  },
];

const AUTH: readonly SuiteCase[] = [
  ...(
    [
      'url',
      'none',
      'wrong-secret',
      'unknown-key',
      'skewed',
      'stray-token',
      'unsigned-header',
      'other-region',
    ] as const
  ).map(
    (signing): SuiteCase => ({
      name: `signed by: ${signing}`,
      steps: [PUT_A, { ...get('/a.txt'), signing }, { ...PUT_A, at: '/b', signing }],
    }),
  ),
  {
    name: 'presigned URLs',
    steps: [
      { ...PUT_A, signing: 'url' },
      { ...get('/a.txt'), signing: 'url' },
      { ...get('/a.txt'), signing: 'url-ended' },
      { ...get('/a.txt'), signing: 'url-wrong-secret' },
    ],
  },
];

const RULES = [
  rule(
    ['https://app.example'],
    ['GET', 'PUT'],
    ['authorization', 'x-amz-*'],
    '<ExposeHeader>ETag</ExposeHeader><MaxAgeSeconds>300</MaxAgeSeconds>',
  ),
  rule(['https://*.wild.example'], ['GET'], ['*']),
  rule(['*'], ['HEAD'], []),
].join('');

const CORS: readonly SuiteCase[] = [
  {
    name: 'the configuration is put, got and deleted',
    steps: [get('?cors'), putCors(RULES), get('?cors'), { method: 'DELETE', at: '?cors' }, get('?cors')],
  },
  {
    name: 'configurations that are refused',
    steps: [
      putCors(''),
      putCors(rule(['https://*.*.example'], ['GET'], [])),
      putCors(rule(['https://a.example'], ['PATCH'], [])),
      putCors(rule(['https://a.example'], ['GET'], ['x-*-*'])),
      { ...putCors(RULES), headers: { 'content-md5': md5('other') } },
      {
        method: 'PUT',
        at: '?cors',
        body: '<CORSConfiguration>',
        headers: { 'content-md5': md5('<CORSConfiguration>') },
      },
    ],
  },
  { name: 'a preflight without rules', steps: [preflight(PAGE, 'PUT')] },
  {
    name: 'preflights',
    steps: [
      putCors(RULES),
      preflight(PAGE, 'PUT'),
      preflight(PAGE, 'PUT', 'authorization,x-amz-date'),
      preflight(PAGE, 'PUT', 'X-Amz-Date, Authorization'),
      preflight(PAGE, 'PUT', 'x-other'),
      preflight(PAGE, 'DELETE'),
      preflight(PAGE, 'HEAD'),
      preflight('https://a.wild.example', 'GET', 'x-anything'),
      preflight('https://other.example', 'HEAD'),
      preflight('https://other.example', 'GET'),
      preflight('null', 'HEAD'),
      { method: 'OPTIONS', at: '/a.txt', signing: 'none' },
      { method: 'OPTIONS', at: '/a.txt', signing: 'none', headers: { origin: PAGE } },
    ],
  },
  {
    name: 'CORS headers of requests',
    steps: [
      putCors(RULES),
      { ...PUT_A, headers: { origin: PAGE } },
      { ...get('/a.txt'), headers: { origin: PAGE } },
      { ...get('/none'), headers: { origin: PAGE } },
      { ...get('/a.txt'), headers: { origin: 'https://other.example' } },
      { ...head('/a.txt'), headers: { origin: 'https://other.example' } },
      { ...get('/a.txt'), headers: { origin: PAGE }, signing: 'wrong-secret' },
      { ...get('/a.txt'), headers: { origin: PAGE }, signing: 'unknown-key' },
      { ...get('/a.txt'), headers: { origin: PAGE }, signing: 'url-ended' },
      { ...get('?cors'), headers: { origin: PAGE } },
      { ...get('?list-type=2'), headers: { origin: PAGE } },
    ],
  },
];

/** The suite. A name is said once. */
export const SUITE: readonly SuiteCase[] = [...OBJECTS, ...AUTH, ...CORS];

function get(at: string): Step {
  return { method: 'GET', at };
}

function head(at: string): Step {
  return { method: 'HEAD', at };
}

function remove(at: string): Step {
  return { method: 'DELETE', at };
}

function preflight(origin: string, method: string, names?: string): Step {
  return {
    method: 'OPTIONS',
    at: '/a.txt',
    signing: 'none',
    headers: {
      origin,
      'access-control-request-method': method,
      ...(names === undefined ? {} : { 'access-control-request-headers': names }),
    },
  };
}

function putCors(rules: string): Step {
  const body = `<CORSConfiguration>${rules}</CORSConfiguration>`;
  return { method: 'PUT', at: '?cors', body, headers: { 'content-md5': md5(body) } };
}

function rule(
  origins: readonly string[],
  methods: readonly string[],
  headers: readonly string[],
  more = '',
): string {
  const write = (name: string) => (value: string) => `<${name}>${value}</${name}>`;
  return [
    '<CORSRule>',
    ...origins.map(write('AllowedOrigin')),
    ...methods.map(write('AllowedMethod')),
    ...headers.map(write('AllowedHeader')),
    more,
    '</CORSRule>',
  ].join('');
}

function md5(text: string): string {
  return createHash('md5').update(text).digest('base64');
}

function hex(text: string): string {
  return createHash('md5').update(text).digest('hex');
}
