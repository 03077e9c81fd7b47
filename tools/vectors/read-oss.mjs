import {
  addressOf,
  headerOf,
  headersOf,
  joinHeaders,
  optionalText,
  queryOf,
  requiredInteger,
  requiredText,
  ShapeError,
  timeOf,
  withoutHeaders,
} from './entry-fields.mjs';
import { readExpected } from './expected.mjs';
import { addressUrl, credentialsOf, ownCase, sentHeaders, wholeUrl } from './own-case.mjs';
import { readForm } from './read-form.mjs';

/** A URL of signature V1 names its end only; it is signed as if it had this much left. */
const ANY_SECONDS = 60;

const READERS = {
  'oss-v1-header': readV1Headers,
  'oss-v1-query': readV1Url,
  'oss-v4-header': readV4Headers,
  'oss-v4-query': readV4Url,
  'oss-post-v1': readV1Policy,
  'oss-post-v4': readV4Policy,
};

/** A vector of Alibaba Cloud OSS in the project's own form. @throws ShapeError */
export function readOss(entry) {
  const read = Object.hasOwn(READERS, entry.scheme) ? READERS[entry.scheme] : undefined;
  if (read === undefined) throw new ShapeError(`scheme "${entry.scheme}" is not known`);
  return read(entry, readExpected(entry.expected));
}

function readV1Headers(entry, expected) {
  const { request, credentials } = readRequest(entry.input, expected);
  const { headers } = request;
  const isDated = headerOf(headers, 'x-oss-date') !== undefined || headerOf(headers, 'date') !== undefined;
  // A date among the headers is signed as it is; the time of signing is not looked at.
  const now = isDated ? new Date(0) : timeOf(requiredText(entry.input, 'datetime', 'time'));
  const {
    signature,
    authorization = signature === undefined ? undefined : `OSS ${credentials.accessKeyId}:${signature}`,
  } = expected;
  const sent = {
    'x-oss-date': isDated ? undefined : now.toUTCString(),
    'x-oss-security-token': credentials.securityToken,
    authorization,
  };
  const implied = {
    urlInAnyOrder: wholeUrl(request),
    ...(authorization === undefined ? {} : { headers: sentHeaders(headers, sent) }),
  };
  return ownCase(
    entry,
    { signer: 'signOssV1Headers', credentials, request, context: { now: now.toISOString() } },
    { ...implied, ...expected },
  );
}

function readV1Url(entry, expected) {
  const { request, credentials } = readRequest(entry.input, expected);
  const endSeconds = requiredInteger(entry.input, 'expires');
  const { accessKeyId, securityToken } = credentials;
  const context = {
    now: new Date((endSeconds - ANY_SECONDS) * 1000).toISOString(),
    expiresInSeconds: ANY_SECONDS,
  };
  const added = {
    'security-token': securityToken,
    OSSAccessKeyId: accessKeyId,
    Expires: String(endSeconds),
    Signature: expected.signature,
  };
  const implied = {
    ...(expected.signature === undefined ? {} : { urlInAnyOrder: wholeUrl(request, added) }),
    headers: sentHeaders(request.headers, {}),
    expiresAt: new Date(endSeconds * 1000).toISOString(),
  };
  return ownCase(
    entry,
    { signer: 'signOssV1Url', credentials, request, context },
    { ...implied, ...expected },
  );
}

function readV4Headers(entry, expected) {
  const { request, credentials } = readRequest(entry.input, expected);
  const context = readV4Context(entry.input, request.headers);
  const { authorization } = expected;
  const query = signedQuery(expected);
  const sent = {
    'x-oss-content-sha256': 'UNSIGNED-PAYLOAD',
    'x-oss-date': context.now.replace(/[-:]|\.\d{3}/g, ''),
    'x-oss-security-token': credentials.securityToken,
    authorization,
  };
  const implied = {
    ...(query === undefined ? {} : { url: addressUrl(request) + (query === '' ? '' : `?${query}`) }),
    ...(authorization === undefined ? {} : { headers: sentHeaders(request.headers, sent) }),
  };
  return ownCase(
    entry,
    { signer: 'signOssV4Headers', credentials, request, context },
    { ...implied, ...expected },
  );
}

function readV4Url(entry, expected) {
  const { request, credentials } = readRequest(entry.input, expected);
  const expiresInSeconds = requiredInteger(entry.input, 'expires');
  const context = { ...readV4Context(entry.input, request.headers), expiresInSeconds };
  const { signature } = expected;
  const query = signedQuery(expected);
  const implied = {
    ...(query === undefined || signature === undefined
      ? {}
      : { url: `${addressUrl(request)}?${query}&x-oss-signature=${signature}` }),
    headers: sentHeaders(request.headers, {}),
    expiresAt: new Date(Date.parse(context.now) + expiresInSeconds * 1000).toISOString(),
  };
  return ownCase(
    entry,
    { signer: 'signOssV4Url', credentials, request, context },
    { ...implied, ...expected },
  );
}

/** The query as a canonical request has it, and as it is sent. */
function signedQuery({ canonicalRequest }) {
  return canonicalRequest?.split('\n')[2];
}

function readV1Policy(entry, expected) {
  const { input } = entry;
  return ownCase(
    entry,
    {
      signer: 'signOssV1Policy',
      credentials: readCredentials(input),
      ...readForm(input, expected),
      context: { now: new Date(0).toISOString() },
    },
    expected,
  );
}

function readV4Policy(entry, expected) {
  const { input } = entry;
  const product = optionalText(input, 'product') ?? 'oss';
  if (product !== 'oss') throw new ShapeError(`input.product "${product}" has no public signer of policies`);
  const region = requiredText(input, 'region');
  const now = timeOf(requiredText(input, 'datetime', 'time')).toISOString();
  return ownCase(
    entry,
    {
      signer: 'signOssV4Policy',
      credentials: readCredentials(input),
      ...readForm(input, expected, region),
      context: { now, region },
    },
    expected,
  );
}

/** The request and who signs it. Headers that the signers set themselves are taken out. */
function readRequest(input, expected) {
  const given = headersOf(input);
  const bucket = optionalText(input, 'bucket') ?? '';
  const region = optionalText(input, 'region') ?? '';
  const service = `oss-${region === '' ? 'cn-hangzhou' : region}.aliyuncs.com`;
  const usualHost = bucket === '' ? service : `${bucket}.${service}`;
  const address = addressOf(input, given, expected.urlInAnyOrder, usualHost);
  const bucketPath = optionalText(input, 'addressing') === 'path' && bucket !== '' ? `/${bucket}` : '';
  return {
    credentials: readCredentials(input, headerOf(given, 'x-oss-security-token')),
    request: {
      method: requiredText(input, 'method'),
      location: { ...address, bucketPath, bucket, region },
      key: optionalText(input, 'key') ?? '',
      query: queryOf(input),
      headers: joinHeaders(withoutHeaders(given, 'host', 'x-oss-security-token')),
    },
  };
}

function readCredentials(input, token = optionalText(input, 'securityToken', 'sessionToken')) {
  return credentialsOf(
    requiredText(input, 'accessKeyId'),
    requiredText(input, 'accessKeySecret', 'secretAccessKey'),
    token,
  );
}

function readV4Context(input, headers) {
  const time = optionalText(input, 'datetime', 'time') ?? headerOf(headers, 'x-oss-date');
  if (time === undefined) throw new ShapeError('input.datetime is missing');
  const product = optionalText(input, 'product');
  const additionalHeaders = readAdditionalHeaders(input.additionalHeaders);
  return {
    now: timeOf(time).toISOString(),
    ...(product === undefined ? {} : { product }),
    ...(additionalHeaders.length === 0 ? {} : { additionalHeaders }),
  };
}

function readAdditionalHeaders(names) {
  if (names === undefined || names === null) return [];
  if (typeof names === 'string') return names.split(';').filter((name) => name !== '');
  if (Array.isArray(names) && names.every((name) => typeof name === 'string')) return names;
  throw new ShapeError('input.additionalHeaders must be a list of names');
}
