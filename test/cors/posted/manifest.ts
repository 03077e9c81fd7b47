import type { WantedCors } from '../../../src/cors/validate/wanted-cors.js';
import type { CorsIssueCode } from '../../../src/model/cors-issue-code.js';
import { aws } from '../../../src/stores/aws.js';
import { b2 } from '../../../src/stores/b2.js';
import { ceph } from '../../../src/stores/ceph.js';
import { cos } from '../../../src/stores/cos.js';
import { gcs } from '../../../src/stores/gcs.js';
import { minio } from '../../../src/stores/minio.js';
import { oss } from '../../../src/stores/oss.js';
import { qingstor } from '../../../src/stores/qingstor.js';
import { r2 } from '../../../src/stores/r2.js';
import { spaces } from '../../../src/stores/spaces.js';
import type { RuledStore } from '../../../src/stores/store.js';

/**
 * A configuration that people posted as broken. Hosts are changed; what is wrong is not. Of each the public thread was read, and
 * the finding is what it ended with: what its author, or whoever answered, said was wrong, or the change that was merged for it.
 */
export interface Posted {
  readonly file: string;
  /** The address of the thread. */
  readonly thread: string;
  /** `quoted`: the document stands in the thread. `described`: the thread tells, or shows a picture of, what was configured. */
  readonly document: 'quoted' | 'described';
  readonly store: RuledStore;
  /** What the page did, as the thread tells. */
  readonly wanted: WantedCors;
  /** What the thread ended with. */
  readonly ended: string;
  /** The same as findings, each with its value. */
  readonly findings: readonly (readonly [code: CorsIssueCode, value: string])[];
}

const APP = 'https://app.example.com';
/** `owner/name#1` is an issue, `owner/name/pull/1` a pull request. */
const github = (thread: string) => `https://github.com/${thread.replace('#', '/issues/')}`;
const put = (origin: string, ...headers: string[]): WantedCors => ({
  requests: [{ origin, method: 'PUT', headers }],
});
const MULTIPART: WantedCors = { origins: [APP], operations: ['multipart-upload'] };

function posted(
  file: string,
  thread: string,
  document: Posted['document'],
  store: RuledStore,
  wanted: WantedCors,
  ended: string,
  ...findings: Posted['findings']
): Posted {
  return { file, thread: github(thread), document, store, wanted, ended, findings };
}

export const POSTED: readonly Posted[] = [
  posted(
    'trailing-slash.xml',
    'codevise/pageflow#1197',
    'quoted',
    aws,
    { requests: [{ origin: 'https://story.example.com', method: 'POST', headers: [] }] },
    'the slash at the end, and http in the rule for a page of https',
    ['cors.origin.trailing-slash', '"http://story.example.com/"'],
    ['cors.wanted.method', '"POST"'],
  ),
  posted(
    'content-type-missing.xml',
    'jamhall/s3rver#346',
    'quoted',
    aws,
    put('http://localhost:8888', 'content-type'),
    'Content-Type was missing from the allowed headers',
    ['cors.wanted.header', '"content-type"'],
  ),
  posted('method-star.xml', 'jamhall/s3rver#383', 'quoted', aws, {}, 'AllowedMethod cannot be a wildcard', [
    'cors.method.star',
    '"*"',
  ]),
  posted(
    'options-by-default.xml',
    'noobaa/noobaa-core/pull/9011',
    'described',
    aws,
    {},
    'OPTIONS is no method of a rule',
    ['cors.method.options', '"OPTIONS"'],
  ),
  posted(
    'expose-star.json',
    'google/neuroglancer#788',
    'described',
    aws,
    {},
    'S3 refuses a star in ExposeHeaders',
    ['cors.expose.star', '"*"'],
  ),
  posted('two-stars.xml', 'versity/versitygw#1870', 'quoted', aws, {}, 'S3 refuses more than one wildcard', [
    'cors.origin.several-stars',
    '"*example*.com"',
  ]),
  posted('no-methods.json', 'aws/aws-sdk-js#701', 'quoted', aws, {}, 'AllowedMethods is required', [
    'cors.method.none',
    'absent',
  ]),
  posted(
    'head-missing.json',
    'dandi/dandi-archive#1641',
    'described',
    aws,
    { requests: [{ origin: APP, method: 'HEAD', headers: [] }] },
    'HEAD must be allowed',
    ['cors.wanted.method', '"HEAD"'],
  ),
  posted(
    'etag-allowed-not-exposed.xml',
    'janko/uppy-s3_multipart#1',
    'described',
    aws,
    { ...MULTIPART, temporary: false },
    'ETag must be exposed, not allowed',
    ['cors.header.of-responses', '"ETag"'],
    ['cors.wanted.etag', '"ETag"'],
  ),
  posted(
    'first-rule-exposes-nothing.xml',
    'tencentyun/cos-js-sdk-v5#56',
    'described',
    cos,
    MULTIPART,
    'the first of two rules is taken, and exposes nothing',
    ['cors.wanted.etag', '"ETag"'],
    ['cors.expose.shadowed', '"ETag"'],
    ['cors.rules.unreachable', 'a rule'],
  ),
  posted(
    'user-agent-header.xml',
    'ali-sdk/ali-oss#575',
    'described',
    oss,
    put(APP, 'authorization', 'content-type', 'x-oss-date', 'x-oss-security-token', 'x-oss-user-agent'),
    'x-oss-user-agent is not among the allowed headers',
    ['cors.wanted.header', '"x-oss-user-agent"'],
  ),
  posted(
    'put-not-ticked.xml',
    'ali-sdk/ali-oss#593',
    'described',
    oss,
    put(APP, 'authorization', 'content-type', 'x-oss-date'),
    'the form uploads by POST; the client needs PUT, GET and HEAD ticked too',
    ['cors.wanted.method', '"PUT"'],
  ),
  posted(
    'cookies-under-star.xml',
    'ali-sdk/ali-oss#140',
    'described',
    oss,
    { credentials: true },
    'withCredentials was true by a default, which a star does not allow',
    ['cors.wanted.credentials', 'true'],
  ),
  posted(
    'cookies-of-a-component.xml',
    'NG-ZORRO/ng-zorro-antd#3594',
    'described',
    oss,
    { credentials: true },
    'it worked once withCredentials was removed',
    ['cors.wanted.credentials', 'true'],
  ),
  posted(
    'bucket-calls-in-a-page.xml',
    'ali-sdk/ali-oss#637',
    'described',
    oss,
    { origins: [APP], operations: ['manage-cors'] },
    'OSS does not answer calls about a bucket across origins: do it on a server',
    ['cors.wanted.unmanageable', `"${APP}"`],
  ),
  posted(
    'oss-etag.xml',
    'klren0312/daliy_knowledge#783',
    'described',
    oss,
    MULTIPART,
    'ETag must be among the exposed headers',
    ['cors.wanted.etag', '"ETag"'],
  ),
  posted(
    'second-rule-of-an-origin.xml',
    'ceph/ceph/pull/69190',
    'described',
    ceph,
    put(APP),
    'only the first rule for an origin is considered',
    ['cors.rules.unreachable', 'a rule'],
    ['cors.wanted.hidden', 'a rule'],
  ),
  posted(
    'empty-headers.json',
    'cloudflare/terraform-provider-cloudflare#5260',
    'quoted',
    r2,
    {},
    'an empty list of headers is refused',
    ['cors.header.none', 'absent'],
  ),
  posted(
    'any-port.json',
    'cloudflare/cloudflare-docs#32888',
    'described',
    r2,
    {},
    'a star in place of the port is answered with 400',
    ['cors.origin.star-in-port', '"http://localhost:*"'],
  ),
  posted(
    'origin-only.json',
    'googleapis/google-cloud-python#10247',
    'quoted',
    gcs,
    {},
    'an origin alone allows nothing: methods and headers must be named',
    ['cors.method.none', 'absent'],
  ),
  posted(
    'response-header-missing.json',
    'hashicorp/terraform-provider-google/pull/20330',
    'described',
    gcs,
    put(APP, 'content-type'),
    'preflights failed until Content-Type was listed',
    ['cors.wanted.header', '"content-type"'],
  ),
  posted(
    'acl-header.xml',
    'livewire/livewire/pull/6950',
    'described',
    spaces,
    put(APP, 'content-type', 'x-amz-acl'),
    'x-amz-acl must be allowed beside Content-Type',
    ['cors.wanted.header', '"x-amz-acl"'],
  ),
  posted(
    'list-under-the-other-rule.xml',
    'auth0/auth0-s3-sample#8',
    'quoted',
    aws,
    { origins: ['http://localhost:1338'], operations: ['list'] },
    'GET stood in another rule than the headers',
    ['cors.rules.unreachable', 'a rule'],
    ['cors.wanted.split', '"authorization"'],
  ),
  posted(
    'content-range.json',
    'aws/aws-sdk-js-v3#5650',
    'described',
    aws,
    { origins: [APP], operations: ['download'], ranges: true },
    'Content-Range must be among the exposed headers',
    ['cors.wanted.range', '"Content-Range"'],
  ),
  posted(
    'post-for-multipart.xml',
    'aws/aws-sdk-js#1928',
    'described',
    aws,
    MULTIPART,
    'a large upload begins with POST, which was not allowed',
    ['cors.wanted.method', '"POST"'],
  ),
  posted(
    'permissive-without-etag.xml',
    'TTLabs/EvaporateJS#426',
    'described',
    aws,
    MULTIPART,
    'ETag must be exposed, however permissive the rest is',
    ['cors.wanted.etag', '"ETag"'],
  ),
  posted(
    'native-operations.json',
    'mattwelke/upload-file-to-backblaze-b2-from-browser-example#170',
    'described',
    b2,
    {},
    'operations of the native interface allow nothing by the S3 one',
    ['cors.method.none', 'absent'],
  ),
  posted(
    'image-cached-before.xml',
    'niklasvh/html2canvas#1879',
    'described',
    oss,
    { sharedCache: true },
    'an image that was cached without CORS headers fails on a canvas',
    ['cors.wanted.vary', 'false'],
  ),
  posted(
    'second-allow-origin.json',
    'hackclub/cdn/pull/100',
    'described',
    r2,
    { addsCorsHeaders: true },
    'the header came twice, from the bucket and from a rule before it',
    ['cors.wanted.twice', '1'],
  ),
  posted(
    'signer-headers.json',
    'yunify/qingstor-sdk-js#40',
    'described',
    qingstor,
    { origins: [APP], operations: ['upload'] },
    'the headers of the signature were not allowed',
    ['cors.wanted.header', '"authorization"'],
    ['cors.wanted.header', '"x-qs-date"'],
  ),
  posted(
    'no-rules-of-a-bucket.json',
    'minio/minio#20995',
    'described',
    minio,
    {},
    'the community edition has no CORS rules of buckets',
    ['cors.rules.not-per-bucket', '1'],
  ),
  posted(
    'large-file-etag.xml',
    'rockuw/oss-in-browser#11',
    'described',
    oss,
    MULTIPART,
    'files above 100 KB go in parts, for which ETag must be exposed',
    ['cors.wanted.etag', '"ETag"'],
  ),
  posted(
    'port-left-out.json',
    'kubernetes-sigs/apisnoop#166',
    'described',
    gcs,
    { requests: [{ origin: 'http://localhost:8080', method: 'GET', headers: [] }] },
    'the port must be in the origin',
    ['cors.wanted.origin', '"http://localhost:8080"'],
  ),
];
