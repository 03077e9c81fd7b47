import { type AwsRequest, PLAIN_AWS_REQUEST } from '../aws-requests.js';
import type { KnownDifference, PeerName } from '../known-difference.js';
import { changeHeaders, changeParameters, someHeader } from './changes.js';

/** Headers that aws4fetch leaves unsigned unless it is asked to sign all. */
const AWS4FETCH_LEAVES =
  /^(connection|content-length|content-type|expect|presigned-expires|range|user-agent|x-amzn-trace-id)$/;

/** Headers that smithy leaves unsigned. */
const SMITHY_LEAVES =
  /^(cache-control|connection|expect|from|keep-alive|max-forwards|pragma|referer|te|trailer|transfer-encoding|upgrade|user-agent|x-amzn-trace-id|(proxy|sec)-.*)$/;

/** Where aws4fetch signs otherwise than we. */
export const AWS4FETCH_DIFFERENCES: readonly KnownDifference<AwsRequest>[] = [
  {
    peer: 'aws4fetch',
    name: 'a plus in the path of a URL is taken for a space',
    description:
      'aws4fetch takes a plus in the path of a URL for a space, as it is in a form but not in a path, and so signs another key. A plus that is percent-encoded it signs as we do, and we always send it so.',
    source: 'AwsV4Signer.constructor()',
    applies: ({ isPlusBare, key }) => isPlusBare && key.includes('+'),
    normalise: (request) => ({ ...request, isPlusBare: false }),
    example: { ...PLAIN_AWS_REQUEST, key: 'a+b.png', isPlusBare: true },
  },
  {
    peer: 'aws4fetch',
    name: 'some headers are left unsigned',
    description:
      'aws4fetch leaves Content-Type, Range, User-Agent and some others unsigned, unless it is told allHeaders. We sign every header of the request: S3 asks for Content-Type to be signed when it is sent.',
    source: 'UNSIGNABLE_HEADERS; AwsV4Signer.constructor()',
    applies: (request) => !request.allHeaders && someHeader(request, (name) => AWS4FETCH_LEAVES.test(name)),
    normalise: (request) => ({ ...request, allHeaders: true }),
    example: { ...PLAIN_AWS_REQUEST, headers: { 'content-type': 'image/png' } },
  },
  {
    peer: 'aws4fetch',
    name: 'a parameter without a name is left unsigned',
    description:
      'aws4fetch leaves a query parameter whose name is empty out of what it signs, though it is sent. We sign it like any other.',
    source: 'AwsV4Signer.constructor()',
    applies: ({ parameters }) => Object.hasOwn(parameters, ''),
    normalise: (request) =>
      changeParameters(request, (name, value) => [name === '' ? 'nameless' : name, value]),
    example: { ...PLAIN_AWS_REQUEST, parameters: { '': '1' } },
  },
  tabDifference('aws4fetch', 'AwsV4Signer.constructor()', () => true),
];

/** Where smithy, the signer of the AWS SDK, signs otherwise than we. */
export const SMITHY_DIFFERENCES: readonly KnownDifference<AwsRequest>[] = [
  {
    peer: '@smithy/signature-v4',
    name: 'some headers are left unsigned',
    description:
      'The signer of the AWS SDK leaves headers unsigned that proxies may change, such as Cache-Control, User-Agent, and those that begin with "proxy-" or "sec-". We sign every header of the request.',
    source: 'constants.js, ALWAYS_UNSIGNABLE_HEADERS; getCanonicalHeaders()',
    applies: (request) => someHeader(request, (name) => SMITHY_LEAVES.test(name)),
    normalise: (request) =>
      changeHeaders(request, (name, value) => (SMITHY_LEAVES.test(name) ? undefined : [name, value])),
    example: { ...PLAIN_AWS_REQUEST, headers: { 'cache-control': 'no-cache' } },
  },
  {
    peer: '@smithy/signature-v4',
    name: 'a Date header is taken away',
    description:
      'The signer of the AWS SDK takes a Date header out of the request, as x-amz-date tells the time. We sign it like any other, and a browser does not send it.',
    source: 'prepareRequest()',
    applies: (request) => someHeader(request, (name) => name === 'date'),
    normalise: (request) =>
      changeHeaders(request, (name, value) => (name === 'date' ? undefined : [name, value])),
    example: { ...PLAIN_AWS_REQUEST, headers: { date: 'Sun, 24 May 2026 10:00:00 GMT' } },
  },
  {
    peer: '@smithy/signature-v4',
    name: 'a presigned URL has x-amz- headers as parameters',
    description:
      'The signer of the AWS SDK moves the x-amz- headers of a request into the URL when it presigns. We sign them as the headers they are, to be sent with the URL.',
    source: 'moveHeadersToQuery()',
    applies: (request) => request.form === 'url' && someHeader(request, isHoisted),
    normalise: (request) => {
      const hoisted = Object.entries(request.headers).filter(([name]) => isHoisted(name.toLowerCase()));
      const others = changeHeaders(request, (name, value) => (isHoisted(name) ? undefined : [name, value]));
      return { ...others, parameters: { ...request.parameters, ...Object.fromEntries(hoisted) } };
    },
    example: { ...PLAIN_AWS_REQUEST, form: 'url' },
  },
  {
    peer: '@smithy/signature-v4',
    name: 'a parameter that is called __proto__ is signed as [object Object]',
    description:
      'The signer of the AWS SDK collects the parameters in an object on which one of this name cannot be set, and signs "[object Object]" in its place. We sign it like any other.',
    source: 'getCanonicalQuery()',
    applies: ({ parameters }) => Object.hasOwn(parameters, '__proto__'),
    normalise: (request) =>
      changeParameters(request, (name, value) => [name === '__proto__' ? 'proto' : name, value]),
    example: { ...PLAIN_AWS_REQUEST, parameters: { ['__proto__']: '1' } },
  },
  tabDifference('@smithy/signature-v4', 'getCanonicalHeaders()', (name) => !SMITHY_LEAVES.test(name)),
];

function tabDifference(
  peer: PeerName,
  source: string,
  isSigned: (name: string) => boolean,
): KnownDifference<AwsRequest> {
  return {
    peer,
    name: 'a tab within the value of a header is signed as a space',
    description: `${peer} signs a tab within the value of a header as a space. The documentation says this of sequential spaces only, and so we do it.`,
    source,
    applies: (request) => someHeader(request, (name, value) => isSigned(name) && value.trim().includes('\t')),
    normalise: (request) => changeHeaders(request, (name, value) => [name, value.replaceAll('\t', ' ')]),
    example: { ...PLAIN_AWS_REQUEST, headers: { 'x-amz-meta-a': 'a\tb' } },
  };
}

function isHoisted(name: string): boolean {
  return name.startsWith('x-amz-');
}
