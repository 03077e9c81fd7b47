import { type CosRequest, PLAIN_COS_REQUEST } from '../cos-requests.js';
import type { KnownDifference, PeerName } from '../known-difference.js';
import { queryOf } from '../requests.js';
import {
  changeHeaders,
  changeParameters,
  encode,
  renameParameters,
  someHeader,
  sortsOtherwise,
} from './changes.js';

/** What the client for browsers signs, besides the vendor's own headers. The one for Node signs Content-Type too. */
const BROWSER_SIGNS =
  /x-c(os|i)-|^(cache-control|content-(disposition|encoding|length|md5)|expect|expires|host|if-match|if-modified-since|if-none-match|if-unmodified-since|origin|pic-operations|range|transfer-encoding)$/;

/** Where the client for Node signs otherwise than we. */
export const COS_NODE_DIFFERENCES: readonly KnownDifference<CosRequest>[] = [
  ...differencesOf(
    'cos-nodejs-sdk-v5',
    'sdk/util.js',
    (name) => name === 'content-type' || BROWSER_SIGNS.test(name),
  ),
];

/** Where the client for browsers signs otherwise than we. */
export const COS_BROWSER_DIFFERENCES: readonly KnownDifference<CosRequest>[] = [
  ...differencesOf('cos-js-sdk-v5', 'src/util.js', (name) => BROWSER_SIGNS.test(name)),
];

function differencesOf(
  peer: PeerName,
  file: string,
  isSigned: (name: string) => boolean,
): KnownDifference<CosRequest>[] {
  return [
    {
      peer,
      name: 'headers that are not on a list are left unsigned',
      description: `${peer} signs headers whose name has "x-cos-" or "x-ci-" in it and those on a list of its own${peer === 'cos-js-sdk-v5' ? ', on which Content-Type is not' : ''}. COS accepts whatever is declared as signed, so we sign every header of the request.`,
      source: `${file}, getSignHeaderObj()`,
      applies: (request) => someHeader(request, (name) => !isSigned(name)),
      normalise: (request) =>
        changeHeaders(request, (name, value) => (isSigned(name) ? [name, value] : undefined)),
      example: {
        ...PLAIN_COS_REQUEST,
        headers: { [peer === 'cos-js-sdk-v5' ? 'content-type' : 'x-other']: '1' },
      },
    },
    {
      peer,
      name: 'names are sorted before they are encoded',
      description: `${peer} sorts names in lower case and before they are percent-encoded, though it lists them in the order of their encoded form. COS documents the latter for both, and so we do it.`,
      source: `${file}, obj2str()`,
      applies: (request) =>
        sortsOtherwise(parameterNames(request), compareRaw, compareLowerEncoded) ||
        sortsOtherwise(signedHeaderNames(request, isSigned), compareRaw, compareLowerEncoded),
      normalise: (request) => renameHeaders(renameParameters(request)),
      example: { ...PLAIN_COS_REQUEST, parameters: { a: '1', '{': '2' } },
    },
    {
      peer,
      name: 'spaces around the value of a header are signed',
      description: `${peer} signs the value of a header with the spaces around it. HTTP drops them on the way, so we sign it without them.`,
      source: `${file}, obj2str()`,
      applies: (request) => someHeader(request, (name, value) => isSigned(name) && value !== value.trim()),
      normalise: (request) => changeHeaders(request, (name, value) => [name, value.trim()]),
      example: { ...PLAIN_COS_REQUEST, headers: { 'x-cos-acl': ' private' } },
    },
    {
      peer,
      name: 'a slash that a key begins with is taken for that of the path',
      description: `Given a key that begins with a slash, getAuth() of ${peer} signs the path of the key without it, unless it is told UseRawKey. We sign the key as it is given.`,
      source: `${file}, getAuth()`,
      applies: ({ key, location }) => key.startsWith('/') && location.bucketPath === '',
      normalise: (request) => ({ ...request, key: request.key.replace(/^\/+/, '') }),
      example: { ...PLAIN_COS_REQUEST, key: '/cat.png' },
    },
    {
      peer,
      name: 'a parameter that is called __proto__ is lost',
      description: `${peer} copies the parameters in a way that makes one of this name the prototype of the copy. We sign it like any other.`,
      source: `${file}, clone()`,
      applies: ({ parameters }) => Object.hasOwn(parameters, '__proto__'),
      normalise: (request) =>
        changeParameters(request, (name, value) => [name === '__proto__' ? 'proto' : name, value]),
      example: { ...PLAIN_COS_REQUEST, parameters: { ['__proto__']: '1' } },
    },
    {
      peer,
      name: 'a parameter that is called hasOwnProperty is an error',
      description: `${peer} asks the parameters themselves for their method hasOwnProperty(), and throws when one of them stands in its place. We sign it like any other.`,
      source: `${file}, map()`,
      applies: ({ parameters }) => Object.hasOwn(parameters, 'hasOwnProperty'),
      normalise: (request) =>
        changeParameters(request, (name, value) => [name === 'hasOwnProperty' ? 'own' : name, value]),
      example: { ...PLAIN_COS_REQUEST, parameters: { hasOwnProperty: '1' } },
      throws: /hasOwnProperty is not a function/,
    },
  ];
}

/** The names of all parameters that are signed: in a URL the token is one. */
function parameterNames(request: CosRequest): string[] {
  const hasToken = request.form === 'url' && request.credentials.securityToken !== undefined;
  return [...Object.keys(queryOf(request)), ...(hasToken ? ['x-cos-security-token'] : [])];
}

function signedHeaderNames({ headers }: CosRequest, isSigned: (name: string) => boolean): string[] {
  return Object.keys(headers)
    .map((name) => name.toLowerCase())
    .filter(isSigned);
}

/** Other names for what stands after the prefix of metadata, so that nothing in them is encoded. */
function renameHeaders(request: CosRequest): CosRequest {
  let index = 0;
  return changeHeaders(request, (name, value) => {
    if (!name.startsWith('x-cos-meta-')) return [name, value];
    index += 1;
    return [`x-cos-meta-renamed-${'abcdefghi'[index]}`, value];
  });
}

function compareRaw(a: string, b: string): number {
  const [lowerA, lowerB] = [a.toLowerCase(), b.toLowerCase()];
  return lowerA < lowerB ? -1 : Number(lowerA > lowerB);
}

function compareLowerEncoded(a: string, b: string): number {
  const [encodedA, encodedB] = [encode(a).toLowerCase(), encode(b).toLowerCase()];
  return encodedA < encodedB ? -1 : Number(encodedA > encodedB);
}
