import type { KnownDifference } from '../known-difference.js';
import { bareNames, PLAIN_QINGSTOR_REQUEST, type QingstorRequest } from '../qingstor-requests.js';
import { changeHeaders, someHeader } from './changes.js';

/** Sub-resources that the SDK does not sign, unless they stand alone in the template of an operation. */
const UNLISTED = [
  'append',
  'cname',
  'image',
  'logging',
  'position',
  'replication',
  'version_id',
  'versioning',
  'versions',
];

const OWN_TYPE = 'application/octet-stream';

/** Where qingstor-sdk signs otherwise than we. */
export const QINGSTOR_DIFFERENCES: readonly KnownDifference<QingstorRequest>[] = [
  {
    peer: 'qingstor-sdk',
    name: 'a slash within a key is percent-encoded',
    description:
      'qingstor-sdk writes "/" within a key as "%2F", in the URL and in what it signs. We leave it as it is, as the client of the vendor for Go does. What is signed is what is sent in both cases.',
    source: 'lib/utils.js, fixedEncodeURIComponent()',
    applies: ({ key }) => key.includes('/'),
    normalise: (request) => ({ ...request, key: request.key.replaceAll('/', '-') }),
    example: { ...PLAIN_QINGSTOR_REQUEST, key: 'photos/cat.png' },
  },
  {
    peer: 'qingstor-sdk',
    name: 'an asterisk in a key is encoded with a small letter',
    description:
      'qingstor-sdk percent-encodes "*" as "%2a" and everything else in capitals. We write "%2A", as RFC 3986 advises. What is signed is what is sent in both cases.',
    source: 'lib/utils.js, fixedEncodeURIComponent()',
    applies: ({ key }) => key.includes('*'),
    normalise: (request) => ({ ...request, key: request.key.replaceAll('*', '-') }),
    example: { ...PLAIN_QINGSTOR_REQUEST, key: 'cat*.png' },
  },
  {
    peer: 'qingstor-sdk',
    name: 'its list of sub-resources is shorter',
    description: `qingstor-sdk does not sign the parameters ${UNLISTED.join(', ')} when they have a value. We sign them, as the client of the vendor for Go does.`,
    source: 'lib/sign.js, isSubResource()',
    applies: ({ subResources }) => UNLISTED.some((name) => (subResources[name] ?? '') !== ''),
    normalise: (request) =>
      keepSubResources(request, (name, value) => !UNLISTED.includes(name) || value === ''),
    example: { ...PLAIN_QINGSTOR_REQUEST, subResources: { version_id: '1' } },
  },
  {
    peer: 'qingstor-sdk',
    name: 'parameters without a value are lost, but for one',
    description:
      'qingstor-sdk drops parameters without a value; only the one that names its operation, such as "?acl", is sent and signed. We sign each of them.',
    source: 'lib/build.js, parseRequestParams()',
    applies: ({ subResources }) => bareNames(subResources).length > 1,
    normalise: (request) =>
      keepSubResources(request, (name, value) => value !== '' || name === bareNames(request.subResources)[0]),
    example: { ...PLAIN_QINGSTOR_REQUEST, subResources: { acl: '', uploads: '' } },
  },
  {
    peer: 'qingstor-sdk',
    name: 'the parameter of the operation is not sorted',
    description:
      'qingstor-sdk signs the parameter that names its operation, such as "?uploads", before all others. We sort it among them, as the client of the vendor for Go does.',
    source: 'lib/sign.js, getCanonicalizedResource()',
    applies: ({ subResources }) => namesBeforeTopic(subResources).length > 0,
    normalise: (request) =>
      keepSubResources(request, (name) => !namesBeforeTopic(request.subResources).includes(name)),
    example: { ...PLAIN_QINGSTOR_REQUEST, subResources: { uploads: '', part_number: '1' } },
  },
  {
    peer: 'qingstor-sdk',
    name: 'a content type is made up',
    description: `For a request other than GET and HEAD that has no content type, qingstor-sdk signs and sends "${OWN_TYPE}". We add nothing when we sign.`,
    source: 'lib/build.js, parseRequestHeaders()',
    applies: ({ form, method, headers }) =>
      form === 'headers' && !isReading(method) && (typeOf(headers) ?? '') === '',
    normalise: (request) => {
      const others = changeHeaders(request, (name, value) =>
        name === 'content-type' ? undefined : [name, value],
      );
      return { ...others, headers: { ...others.headers, 'content-type': OWN_TYPE } };
    },
    example: { ...PLAIN_QINGSTOR_REQUEST, headers: {} },
  },
  {
    peer: 'qingstor-sdk',
    name: 'spaces around a content type are signed',
    description:
      'qingstor-sdk signs a content type with the spaces around it. HTTP drops them on the way, so we sign it without them.',
    source: 'lib/sign.js, getContentType()',
    applies: ({ form, method, headers }) => {
      const type = typeOf(headers) ?? '';
      return form === 'headers' && !isReading(method) && type !== type.trim();
    },
    normalise: (request) =>
      changeHeaders(request, (name, value) => [name, name === 'content-type' ? value.trim() : value]),
    example: { ...PLAIN_QINGSTOR_REQUEST, headers: { 'content-type': ' image/png' } },
  },
  {
    peer: 'qingstor-sdk',
    name: 'values of headers are percent-encoded',
    description:
      'qingstor-sdk passes the values of headers through encodeURI() before it signs and sends them, so that a space becomes "%20" and "%" becomes "%25". We send and sign them as they are given.',
    source: 'lib/build.js, parseRequestHeaders()',
    applies: (request) =>
      someHeader(request, (name, value) => isEncoded(request, name) && encodeURI(value) !== value),
    normalise: (request) =>
      changeHeaders(request, (name, value) => [
        name,
        isEncoded(request, name) ? encodeURI(value.trim()).replaceAll('%', '-') : value,
      ]),
    example: { ...PLAIN_QINGSTOR_REQUEST, headers: { 'content-type': 'image/png', 'x-qs-meta-a': 'a b' } },
  },
  {
    peer: 'qingstor-sdk',
    name: 'headers without a value are lost',
    description:
      'qingstor-sdk neither sends nor signs an x-qs- header whose value is empty. We sign it, as the request carries it.',
    source: 'lib/build.js, parseRequestHeaders()',
    applies: (request) => someHeader(request, (name, value) => name.startsWith('x-qs-') && value === ''),
    normalise: (request) =>
      changeHeaders(request, (name, value) => [name, value === '' && name.startsWith('x-qs-') ? '1' : value]),
    example: { ...PLAIN_QINGSTOR_REQUEST, headers: { 'content-type': 'image/png', 'x-qs-meta-a': '' } },
  },
  {
    peer: 'qingstor-sdk',
    name: 'a presigned URL leaves the content type unsigned',
    description:
      'qingstor-sdk takes the content type out of a request before it presigns the URL. We sign the one that the request has, as the documentation and the client of the vendor for Go do. Sign none, and both agree.',
    source: 'lib/sign.js, signQuery()',
    applies: ({ form, headers }) => form === 'url' && (typeOf(headers) ?? '').trim() !== '',
    normalise: (request) =>
      changeHeaders(request, (name, value) => (name === 'content-type' ? undefined : [name, value])),
    example: { ...PLAIN_QINGSTOR_REQUEST, form: 'url' },
  },
  {
    peer: 'qingstor-sdk',
    name: 'an empty line stands where there is no x-qs- header',
    description:
      'The signer of qingstor-sdk signs an empty line in place of the x-qs- headers where a request has none. It never shows in requests that the SDK builds, since they have x-qs-date; we sign no such line.',
    source: 'lib/sign.js, getStringToSign()',
    applies: (request) =>
      request.form === 'headers' &&
      request.dateHeader === 'date' &&
      !someHeader(request, (name) => name.startsWith('x-qs-')),
    normalise: (request) => ({ ...request, dateHeader: 'x-qs-date' }),
    example: { ...PLAIN_QINGSTOR_REQUEST, dateHeader: 'date' },
  },
];

function isReading(method: string): boolean {
  return method === 'GET' || method === 'HEAD';
}

function typeOf(headers: Readonly<Record<string, string>>): string | undefined {
  return Object.entries(headers).find(([name]) => name.toLowerCase() === 'content-type')?.[1];
}

/** Whether the SDK encodes a header that is signed: it puts the content type back, but for requests without a body. */
function isEncoded({ form, method }: QingstorRequest, name: string): boolean {
  if (name === 'content-type') return form === 'headers' && isReading(method);
  return name === 'content-md5' || name.startsWith('x-qs-');
}

/** The parameters that should stand before the one that stands in the template of the operation. */
function namesBeforeTopic(subResources: Readonly<Record<string, string>>): string[] {
  const [topic] = bareNames(subResources);
  if (topic === undefined) return [];
  return Object.keys(subResources).filter((name) => {
    const isSigned = !UNLISTED.includes(name) && subResources[name] !== '';
    return isSigned && name < topic;
  });
}

function keepSubResources(
  request: QingstorRequest,
  isKept: (name: string, value: string) => boolean,
): QingstorRequest {
  const kept = Object.entries(request.subResources).filter(([name, value]) => isKept(name, value));
  return { ...request, subResources: Object.fromEntries(kept) };
}
