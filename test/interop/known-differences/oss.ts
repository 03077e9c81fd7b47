import type { KnownDifference } from '../known-difference.js';
import { type OssRequest, PLAIN_OSS_REQUEST } from '../oss-requests.js';
import { queryOf } from '../requests.js';
import {
  changeHeaders,
  changeParameters,
  compareEncoded,
  renameParameters,
  someHeader,
  sortsOtherwise,
} from './changes.js';

const isContentHeader = (name: string) => name === 'content-type' || name === 'content-md5';

/** Where ali-oss signs by V1 otherwise than we. */
export const OSS_V1_DIFFERENCES: readonly KnownDifference<OssRequest>[] = [
  {
    peer: 'ali-oss',
    name: 'V1: spaces around Content-Type and Content-MD5 are signed',
    description:
      'ali-oss trims the values of x-oss- headers before it signs them, but not those of Content-Type and Content-MD5. HTTP drops such spaces on the way, so we sign every value without them.',
    source: 'lib/common/signUtils.js, buildCanonicalString()',
    applies: (request) =>
      someHeader(request, (name, value) => isContentHeader(name) && value !== value.trim()),
    normalise: (request) =>
      changeHeaders(request, (name, value) => [name, isContentHeader(name) ? value.trim() : value]),
    example: { ...PLAIN_OSS_REQUEST, headers: { 'content-type': ' image/png' } },
  },
  {
    peer: 'ali-oss',
    name: 'V1: a presigned URL loses the slashes that a key begins with',
    description:
      'signatureUrl() takes every slash off the beginning of a key, so that its URL is for another object. We sign the key as it is given.',
    source: 'lib/object.js, _objectName(); lib/common/object/signatureUrl.js',
    applies: ({ form, key }) => form === 'url' && key.startsWith('/'),
    normalise: (request) => ({ ...request, key: request.key.replace(/^\/+/, '') }),
    example: { ...PLAIN_OSS_REQUEST, form: 'url', key: '/cat.png' },
  },
  {
    peer: 'ali-oss',
    name: 'V1: the time of a presigned URL is rounded up',
    description:
      'signatureUrl() counts the life of a URL from the nearest second, which may lie ahead. We count from the second that has begun.',
    source: 'lib/common/object/signatureUrl.js; utility, timestamp()',
    applies: ({ form, now }) => form === 'url' && now.getMilliseconds() >= 500,
    normalise: (request) => ({ ...request, now: new Date(Math.floor(request.now.getTime() / 1000) * 1000) }),
    example: { ...PLAIN_OSS_REQUEST, form: 'url', now: new Date('2026-05-24T10:00:00.500Z') },
  },
];

/** Where ali-oss signs by V4 otherwise than we. */
export const OSS_V4_DIFFERENCES: readonly KnownDifference<OssRequest>[] = [
  {
    peer: 'ali-oss',
    name: 'V4: parameters are sorted as words of a language',
    description:
      'ali-oss sorts the names of parameters by localeCompare() and before they are percent-encoded, so that "a" stands before "B", and the order may depend on the language of the machine. OSS sorts the encoded names by their bytes, and so do we.',
    source: 'lib/common/signUtils.js, getCanonicalRequest()',
    applies: (request) => sortsOtherwise(signedNames(request), (a, b) => a.localeCompare(b), compareEncoded),
    normalise: renameParameters,
    example: { ...PLAIN_OSS_REQUEST, parameters: { a: '1', B: '2' } },
  },
  {
    peer: 'ali-oss',
    name: 'V4: a plain parameter without a value is signed with an equals sign',
    description:
      'ali-oss signs a parameter whose value is the empty text as "name=", and only one whose value is null as "name". OSS takes both for "name", and so do we.',
    source: 'lib/common/signUtils.js, getCanonicalRequest()',
    applies: ({ parameters }) => Object.values(parameters).includes(''),
    normalise: (request) => changeParameters(request, (name, value) => [name, value === '' ? '1' : value]),
    example: { ...PLAIN_OSS_REQUEST, parameters: { prefix: '' } },
  },
  {
    peer: 'ali-oss',
    name: 'V4: a presigned URL loses a parameter that is called __proto__',
    description:
      'signatureUrlV4() copies the parameters in a way that makes one of this name the prototype of the copy. We sign it like any other.',
    source: 'lib/common/object/signatureUrlV4.js',
    applies: ({ form, parameters }) => form === 'url' && Object.hasOwn(parameters, '__proto__'),
    normalise: (request) =>
      changeParameters(request, (name, value) => [name === '__proto__' ? 'proto' : name, value]),
    example: { ...PLAIN_OSS_REQUEST, form: 'url', parameters: { ['__proto__']: '1' } },
  },
  {
    peer: 'ali-oss',
    name: 'V4: an additional header that the request has not is an error',
    description:
      'ali-oss throws when it is asked to sign a header besides that the request has not. We leave the name out, as the clients of the vendor for Go and Python do.',
    source: 'lib/common/signUtils.js, getCanonicalRequest()',
    applies: (request) => absentNames(request).length > 0,
    normalise: (request) => ({
      ...request,
      additionalHeaders: request.additionalHeaders.filter((name) => !absentNames(request).includes(name)),
    }),
    example: { ...PLAIN_OSS_REQUEST, additionalHeaders: ['x-absent'] },
    throws: /^Can't find additional header x-absent in request headers\.$/,
  },
];

/** The names of all parameters that are signed, those of the signature among them. */
function signedNames(request: OssRequest): string[] {
  const names = Object.keys(queryOf(request));
  if (request.form === 'headers') return names;
  const own = ['x-oss-credential', 'x-oss-date', 'x-oss-expires', 'x-oss-signature-version'];
  const additional = request.additionalHeaders.some(isAdded) ? ['x-oss-additional-headers'] : [];
  const token = request.credentials.securityToken === undefined ? [] : ['x-oss-security-token'];
  // In the order in which the peer has them before it sorts.
  return [...names, ...additional, ...own, ...token];
}

/** Whether a header is not signed anyway. */
function isAdded(name: string): boolean {
  return !/^(x-oss-.*|content-type|content-md5)$/i.test(name);
}

function absentNames({ additionalHeaders, headers }: OssRequest): string[] {
  const present = new Set(['host', ...Object.keys(headers).map((name) => name.toLowerCase())]);
  return additionalHeaders.filter((name) => isAdded(name) && !present.has(name.toLowerCase()));
}
