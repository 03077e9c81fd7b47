import type { WantedCors } from '../../../src/cors/validate/wanted-cors.js';
import type { CorsIssueCode } from '../../../src/model/cors-issue-code.js';
import { aws } from '../../../src/stores/aws.js';
import { ceph } from '../../../src/stores/ceph.js';
import { cos } from '../../../src/stores/cos.js';
import { gcs } from '../../../src/stores/gcs.js';
import { minio } from '../../../src/stores/minio.js';
import { oss } from '../../../src/stores/oss.js';
import { r2 } from '../../../src/stores/r2.js';
import type { RuledStore } from '../../../src/stores/store.js';

/** A configuration in which one thing is wrong, and nothing else. */
export interface Example {
  /** What the code means, in a few words. */
  readonly when: string;
  readonly given: unknown;
  readonly store: RuledStore;
  readonly wanted: WantedCors;
}

const APP = 'https://app.example.com';

/** A rule with which nothing is wrong on any of these stores. */
export const GOOD = {
  allowedOrigins: [APP],
  allowedMethods: ['GET', 'PUT'],
  allowedHeaders: ['authorization', 'content-type'],
  exposeHeaders: ['ETag'],
  maxAgeSeconds: 600,
} as const;
const PICTURES = { ...GOOD, allowedMethods: ['GET'] };

function rule(when: string, changes: object, store: RuledStore = aws, wanted: WantedCors = {}): Example {
  return rules(when, [{ ...GOOD, ...changes }], store, wanted);
}

function rules(when: string, given: unknown, store: RuledStore = aws, wanted: WantedCors = {}): Example {
  return { when, given, store, wanted };
}

function origin(when: string, text: string, store: RuledStore = aws): Example {
  return rule(when, { allowedOrigins: [text] }, store);
}

const many = (count: number, more: object = {}) =>
  Array.from({ length: count }, (_, index) => ({
    ...GOOD,
    allowedOrigins: [`https://a${index}.example.com`],
    ...more,
  }));
const UPLOAD: WantedCors = { origins: [APP], operations: ['upload'], signing: 'url' };
const ID = { exposeHeaders: ['ETag', 'x-amz-request-id'] };

/** One example for each code. */
export const EXAMPLES: Readonly<Record<CorsIssueCode, Example>> = {
  'cors.shape.rules': rules('no list of rules', 'GET'),
  'cors.shape.rule': rules('something that is no rule', [GOOD, 'GET']),
  'cors.shape.list': rule('a text where a list belongs', { exposeHeaders: 'ETag' }),
  'cors.shape.text': rule('something that is no text', { exposeHeaders: ['ETag', 7] }),
  'cors.shape.unknown-field': rule('a field that rules have not', { allowedHeader: '*' }),
  'cors.rules.none': rules('no rule at all', []),
  'cors.rules.too-many': rules('more rules than the store takes', many(101)),
  'cors.rules.many': rules('more rules than the store used to take', many(11), oss),
  'cors.rules.document-size': rule('more bytes than the store takes', {
    exposeHeaders: ['ETag', 'x'.repeat(65_536)],
  }),
  'cors.rules.not-per-bucket': rules('rules of a bucket where only the server may have some', [GOOD], minio),
  'cors.rules.unreachable': rules('a rule from which earlier ones take every request', [GOOD, PICTURES]),
  'cors.rules.not-compared': rules('too many to be held against one another', many(501), r2),
  'cors.id.too-long': rule('a long name', { id: 'x'.repeat(256) }),
  'cors.id.characters': rule('a name that no XML can hold', { id: 'a\u0000' }),
  'cors.id.duplicate': rules('two rules of one name', many(2, { id: 'a' })),
  'cors.id.dropped': rule('a name where rules have none', { id: 'a' }, oss),
  'cors.vary.dropped': rules('ResponseVary where there is none', { rules: [GOOD], responseVary: true }),
  'cors.origin.none': rule('no origin', { allowedOrigins: [] }),
  'cors.origin.empty': rule('an empty origin', { allowedOrigins: [APP, ''] }),
  'cors.origin.list': origin('several origins in one text', `${APP}, https://b.example.com`),
  'cors.origin.several-stars': origin('more than one star', 'https://*.*.example.com'),
  'cors.origin.character': origin('a blank or a control character', `${APP} `),
  'cors.origin.scheme-missing': origin('no scheme', 'app.example.com'),
  'cors.origin.host-missing': origin('no host', 'https://'),
  'cors.origin.trailing-slash': origin('a slash at the end', `${APP}/`),
  'cors.origin.path': origin('a path or a query', `${APP}/shop`),
  'cors.origin.userinfo': origin('a user', 'https://me@app.example.com'),
  'cors.origin.upper-case': origin('capitals', 'https://App.example.com'),
  'cors.origin.not-ascii': origin('a host that is not in punycode', 'https://münchen.example.com'),
  'cors.origin.default-port': origin('the port that browsers leave out', `${APP}:443`),
  'cors.origin.port': origin('a port that is none', `${APP}:08080`),
  'cors.origin.star-within': origin('a pattern where the store knows none', 'https://*.example.com', gcs),
  'cors.origin.star-writes': origin('any page may write', '*'),
  'cors.origin.shared-suffix': rule('anyone can have such a host', {
    allowedOrigins: ['https://*.github.io', 'https://github.io'],
  }),
  'cors.origin.star-without-dot': origin('the end of any host', 'https://*example.com'),
  'cors.origin.star-at-end': origin('the beginning of any host', 'https://app.*'),
  'cors.origin.star-in-scheme': origin('any scheme', '*://app.example.com'),
  'cors.origin.star-in-port': origin('any port', `${APP}:*`),
  'cors.origin.insecure': origin('a page without encryption', 'http://app.example.com'),
  'cors.origin.null': origin('frames and files of anyone', 'null'),
  'cors.origin.loopback': rule("a developer's machine beside public pages", {
    allowedOrigins: [APP, 'http://localhost:3000'],
  }),
  'cors.origin.apex': origin('a wildcard that leaves the domain itself out', 'https://*.example.com'),
  'cors.origin.both-schemes': rules('two patterns that are every page', [
    { ...PICTURES, allowedOrigins: ['http://*', 'https://*'] },
  ]),
  'cors.origin.star-with-others': rules('a star beside other origins', [
    { ...PICTURES, allowedOrigins: ['*', APP] },
  ]),
  'cors.origin.covered': rule('an origin beside a pattern that covers it', {
    allowedOrigins: ['https://*.example.com', APP, 'https://example.com'],
  }),
  'cors.origin.shadowed': rules('an origin from which an earlier rule takes every request', [
    GOOD,
    { ...PICTURES, allowedOrigins: [APP, 'https://b.example.com'] },
  ]),
  'cors.origin.duplicate': rule('an origin twice', { allowedOrigins: [APP, APP] }),
  'cors.method.none': rule('no method', { allowedMethods: [] }),
  'cors.method.list': rule('several methods in one text', { allowedMethods: ['GET, PUT'] }),
  'cors.method.options': rule('OPTIONS', { allowedMethods: ['GET', 'OPTIONS'] }),
  'cors.method.case': rule('small letters', { allowedMethods: ['GET', 'put'] }),
  'cors.method.star': rule('a star where methods have none', { allowedMethods: ['*'] }),
  'cors.method.unsupported': rule('a method that rules do not know', { allowedMethods: ['GET', 'PATCH'] }),
  'cors.method.duplicate': rule('a method twice', { allowedMethods: ['GET', 'GET'] }),
  'cors.header.list': rule('several names in one text', { allowedHeaders: ['authorization, content-type'] }),
  'cors.header.token': rule('something that is no header name', { allowedHeaders: ['content-type:'] }),
  'cors.header.several-stars': rule('more than one star', { allowedHeaders: ['x-*-meta-*'] }),
  'cors.header.characters': rule('a character that the store may refuse', { allowedHeaders: ['x_y'] }, cos),
  'cors.header.star-within': rule('a pattern that may be none', { allowedHeaders: ['x-cos-*'] }, cos),
  'cors.header.none': rule('writing without any header', { allowedHeaders: [] }),
  'cors.header.authorization-star': rule('Authorization only by a star', { allowedHeaders: ['*'] }),
  'cors.header.forbidden': rule('a header that no page can set', {
    allowedHeaders: ['content-type', 'Host'],
  }),
  'cors.header.safelisted': rule('a header that needs no permission', {
    allowedHeaders: ['content-type', 'Accept'],
  }),
  'cors.header.of-responses': rule('a header that only answers have', {
    allowedHeaders: ['content-type', 'Access-Control-Allow-Origin'],
  }),
  'cors.header.covered': rule('a name beside a star', {
    allowedHeaders: ['*', 'authorization', 'content-type'],
  }),
  'cors.header.duplicate': rule('a name twice', { allowedHeaders: ['content-type', 'Content-Type'] }),
  'cors.expose.list': rule('several names in one text', { exposeHeaders: ['ETag, Date'] }),
  'cors.expose.star': rule('a star', { exposeHeaders: ['*'] }),
  'cors.expose.token': rule('something that is no header name', { exposeHeaders: ['ETag:'] }),
  'cors.expose.characters': rule(
    'a character that the store refuses',
    { exposeHeaders: ['ETag', "x'a"] },
    oss,
  ),
  'cors.expose.none': rule('none, where the store may want one', { exposeHeaders: [] }, cos),
  'cors.expose.safelisted': rule('a header that every page may read', {
    exposeHeaders: ['ETag', 'Content-Type'],
  }),
  'cors.expose.forbidden': rule('a header that no page may read', { exposeHeaders: ['ETag', 'Set-Cookie'] }),
  'cors.expose.shadowed': rules('a header that only a hidden rule exposes', [
    { ...GOOD, allowedHeaders: ['content-type'] },
    { ...GOOD, exposeHeaders: ['ETag', 'x-amz-version-id'] },
  ]),
  'cors.expose.duplicate': rule('a name twice', { exposeHeaders: ['ETag', 'etag'] }),
  'cors.max-age.invalid': rule('no whole number', { maxAgeSeconds: 1.5 }),
  'cors.max-age.negative': rule('less than 0', { maxAgeSeconds: -1 }),
  'cors.max-age.zero': rule('browsers always ask', { maxAgeSeconds: 0 }),
  'cors.max-age.absent': rule('browsers keep the answer for 5 seconds', { maxAgeSeconds: undefined }),
  'cors.max-age.over-store': rule('more than the store takes', { maxAgeSeconds: 86_401 }, r2),
  'cors.max-age.over-browsers': rule('more than any browser keeps', { maxAgeSeconds: 100_000 }),
  'cors.max-age.over-some-browsers': rule('more than some browsers keep', { maxAgeSeconds: 10_000 }),
  'cors.wanted.origin': rule('no rule names the origin', {}, aws, {
    requests: [{ origin: 'https://b.example.com', method: 'GET', headers: [] }],
  }),
  'cors.wanted.method': rule('no rule for the origin has the method', {}, aws, {
    requests: [{ origin: APP, method: 'DELETE', headers: [] }],
  }),
  'cors.wanted.header': rule('no rule for origin and method has the name', {}, aws, {
    requests: [{ origin: APP, method: 'PUT', headers: ['x-amz-date'] }],
  }),
  'cors.wanted.split': rules(
    'no rule has all, though every part is in one',
    [
      { ...GOOD, allowedMethods: ['PUT'], allowedHeaders: ['authorization'] },
      { ...PICTURES, allowedHeaders: ['x-amz-date'] },
    ],
    aws,
    { requests: [{ origin: APP, method: 'PUT', headers: ['x-amz-date'] }] },
  ),
  'cors.wanted.hidden': rules(
    'an earlier rule for the origin hides the right one',
    [PICTURES, { ...GOOD, allowedOrigins: ['https://*.example.com', 'https://example.com'] }],
    ceph,
    { requests: [{ origin: APP, method: 'PUT', headers: [] }] },
  ),
  'cors.wanted.unsure': rule(
    'it depends on what is not known, or the browser refuses the answer',
    { allowedHeaders: ['*', 'authorization'] },
    aws,
    { requests: [{ origin: APP, method: 'PUT', headers: ['x y'] }] },
  ),
  'cors.wanted.etag': rule(
    'a multipart upload cannot read its ETags',
    { allowedMethods: ['POST', 'PUT'], exposeHeaders: ['x-amz-request-id'] },
    aws,
    { ...UPLOAD, operations: ['multipart-upload'] },
  ),
  'cors.wanted.range': rules(
    'a download cannot read which range it got',
    [{ ...PICTURES, exposeHeaders: [...ID.exposeHeaders, 'Accept-Ranges'] }],
    aws,
    { ...UPLOAD, operations: ['download'], ranges: true },
  ),
  'cors.wanted.accept-ranges': rules(
    'a download cannot read whether it may go on where it broke off',
    [{ ...PICTURES, exposeHeaders: [...ID.exposeHeaders, 'Content-Range'] }],
    aws,
    { ...UPLOAD, operations: ['download'], ranges: true },
  ),
  'cors.wanted.request-id': rule(
    'nobody can find the request again',
    { allowedMethods: ['PUT'] },
    aws,
    UPLOAD,
  ),
  'cors.wanted.lock-out': rule('the page that manages the rules would lose them', {}, aws, {
    managementOrigin: APP,
  }),
  'cors.wanted.unmanageable': rule('no page can manage the rules of this store', {}, oss, {
    managementOrigin: APP,
  }),
  'cors.wanted.credentials': rule('cookies go along', {}, aws, { credentials: true }),
  'cors.wanted.vary': rule('a cache may keep answers without CORS headers', {}, oss, { sharedCache: true }),
  'cors.wanted.twice': rule('something else sets CORS headers too', {}, aws, { addsCorsHeaders: true }),
  'cors.wanted.roll-out': rule('old answers live on while rules change', { maxAgeSeconds: 3600 }, aws, {
    rollingOut: true,
  }),
  'cors.wanted.unused-method': rule('a method that nothing wanted uses', ID, aws, UPLOAD),
};
