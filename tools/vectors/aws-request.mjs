import { createHash } from 'node:crypto';
import {
  addressOf,
  headerOf,
  headersOf,
  optionalInteger,
  optionalText,
  queryOf,
  requiredText,
  ShapeError,
  timeOf,
  withoutHeaders,
} from './entry-fields.mjs';
import { credentialsOf } from './own-case.mjs';
import { decodePercent, encodePath, keyOfPath, normalisePath, pathOfUrl } from './paths.mjs';

const UNSIGNED = 'UNSIGNED-PAYLOAD';
/** The longest life of a URL: seven days. */
const MAX_SECONDS = 604_800;
const SIGNER_HEADERS = ['host', 'x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token'];
const SIGNER_PARAMETERS =
  /^X-Amz-(?:Algorithm|Credential|Date|Expires|Security-Token|Signature|SignedHeaders)$/i;

/**
 * A request of a vector of AWS Signature Version 4.
 *
 * A vector either lists what is signed to the last header (then it has a date among its headers or parameters), or
 * leaves the signer to add what belongs to the signature.
 *
 * @returns What a public signer takes, `{ credentials, request, context }`; or `{ core }` for the generic core, where the
 * vector signs otherwise than S3 does.
 * @throws ShapeError
 */
export function readAwsRequest(input, expected) {
  const parts = readParts(input, expected);
  return parts.form === 'header' ? readHeaderForm(parts) : readQueryForm(parts);
}

function readParts(input, expected) {
  const headers = headersOf(input);
  const query = queryOf(input).filter(([name]) => name.toLowerCase() !== 'x-amz-signature');
  const parameter = (wanted) => query.find(([name]) => name.toLowerCase() === wanted)?.[1];
  const timestamp =
    optionalText(input, 'amzDate', 'datetime') ?? headerOf(headers, 'x-amz-date') ?? parameter('x-amz-date');
  if (timestamp === undefined) throw new ShapeError('input.amzDate is missing');
  const service = optionalText(input, 'service') ?? 's3';
  const region = optionalText(input, 'region') ?? '';
  const path = readPath(input, service);
  return {
    form: input.form,
    method: requiredText(input, 'method'),
    accessKeyId: requiredText(input, 'accessKeyId'),
    secretAccessKey: requiredText(input, 'secretAccessKey'),
    token: optionalText(input, 'sessionToken', 'securityToken'),
    headers,
    query,
    parameter,
    timestamp,
    now: timeOf(timestamp).toISOString(),
    service,
    region,
    path,
    address: addressOf(input, headers, expected.urlInAnyOrder, 'bucket.s3.example'),
    located: locate(input, path),
    expiresInSeconds: optionalInteger(input, 'expires') ?? Number(parameter('x-amz-expires') ?? Number.NaN),
    payloadHash: readPayloadHash(input, headers, service),
  };
}

function readHeaderForm(parts) {
  const { headers, token, payloadHash, timestamp, service, now } = parts;
  const isWhole =
    headerOf(headers, 'x-amz-date') !== undefined ||
    (headerOf(headers, 'host') !== undefined && headerOf(headers, 'date') !== undefined);
  const sentToken = headerOf(headers, 'x-amz-security-token');
  const isOfS3 =
    !isWhole ||
    (headerOf(headers, 'host') !== undefined &&
      headerOf(headers, 'x-amz-date') === timestamp &&
      headerOf(headers, 'x-amz-content-sha256') === payloadHash &&
      // A token that is not signed is added after signing, which S3 refuses.
      (sentToken !== undefined || token === undefined));
  const credentials = credentialsOf(parts.accessKeyId, parts.secretAccessKey, sentToken ?? token);
  if (isOfS3 && isPublic(parts)) {
    return {
      credentials,
      request: publicRequest(parts, withoutHeaders(headers, ...SIGNER_HEADERS), parts.query),
      context: { now, service, payloadHash },
    };
  }
  const added = [
    ['host', parts.address.host],
    ['x-amz-date', timestamp],
    ['x-amz-content-sha256', payloadHash],
    ['x-amz-security-token', credentials.securityToken],
  ].filter(([name, value]) => value !== undefined && headerOf(headers, name) === undefined);
  return coreRequest(parts, credentials, isWhole ? headers : [...headers, ...added], parts.query);
}

function readQueryForm(parts) {
  const { parameter, token, payloadHash, service, now, expiresInSeconds } = parts;
  const isWhole = parameter('x-amz-date') !== undefined;
  const headers = signedHeaders(parts);
  const sentToken = parameter('x-amz-security-token');
  const lasts =
    Number.isInteger(expiresInSeconds) && expiresInSeconds >= 1 && expiresInSeconds <= MAX_SECONDS;
  const isOfS3 =
    payloadHash === UNSIGNED && lasts && !(isWhole && sentToken === undefined && token !== undefined);
  const credentials = credentialsOf(parts.accessKeyId, parts.secretAccessKey, sentToken ?? token);
  if (isOfS3 && isPublic(parts)) {
    const query = parts.query.filter(([name]) => !SIGNER_PARAMETERS.test(name));
    return {
      credentials,
      request: publicRequest(parts, withoutHeaders(headers, 'host'), query),
      context: { now, service, expiresInSeconds },
    };
  }
  if (isWhole) return coreRequest(parts, credentials, headers, parts.query);
  if (!lasts) throw new ShapeError('input.expires is missing, or not from 1 to 604800');
  const withHost =
    headerOf(headers, 'host') === undefined ? [['host', parts.address.host], ...headers] : headers;
  return coreRequest(parts, credentials, withHost, [
    ...parts.query,
    ...addedParameters(parts, credentials, withHost),
  ]);
}

/** The parameters that a signer adds, for a vector that leaves them to it. */
function addedParameters({ timestamp, region, service, expiresInSeconds }, credentials, headers) {
  const { accessKeyId, securityToken } = credentials;
  const names = headers.map(([name]) => name.toLowerCase()).sort();
  return [
    ['X-Amz-Algorithm', 'AWS4-HMAC-SHA256'],
    ['X-Amz-Credential', `${accessKeyId}/${timestamp.slice(0, 8)}/${region}/${service}/aws4_request`],
    ['X-Amz-Date', timestamp],
    ['X-Amz-Expires', String(expiresInSeconds)],
    ...(securityToken === undefined ? [] : [['X-Amz-Security-Token', securityToken]]),
    ['X-Amz-SignedHeaders', [...new Set(names)].join(';')],
  ];
}

/** The headers that are signed: of a URL that names them, those. */
function signedHeaders({ headers, parameter }) {
  const named = parameter('x-amz-signedheaders')?.toLowerCase().split(';');
  return named === undefined ? headers : headers.filter(([name]) => named.includes(name.toLowerCase()));
}

/** Whether names and path are such as a public signer can be given. */
function isPublic({ located, headers, query }) {
  const repeats = (names) => new Set(names).size < names.length;
  return (
    located !== undefined &&
    !repeats(headers.map(([name]) => name.toLowerCase())) &&
    !repeats(query.map(([name]) => name))
  );
}

function publicRequest({ method, address, located, region }, headers, query) {
  const { bucketPath, bucket, key } = located;
  return { method, location: { ...address, bucketPath, bucket, region }, key, query, headers };
}

function coreRequest({ method, path, timestamp, region, service, payloadHash }, credentials, headers, query) {
  return {
    core: {
      signer: 'coreAwsV4',
      credentials,
      request: { method, path, query, headers },
      context: { timestamp, region, service, payloadHash },
    },
  };
}

/** The path as it is signed, percent-encoded. */
function readPath(input, service) {
  const signed = optionalText(input, 'canonicalPath', 'encodedPath');
  if (signed !== undefined) return signed === '' ? '/' : signed;
  const key = optionalText(input, 'key');
  const bucket = optionalText(input, 'bucketInPath');
  if (key !== undefined || bucket !== undefined) {
    if (bucket === undefined) return `/${encodePath(key)}`;
    return (key ?? '') === '' ? `/${bucket}` : `/${bucket}/${encodePath(key)}`;
  }
  const url = optionalText(input, 'url');
  const raw = optionalText(input, 'rawPath', 'path') ?? (url === undefined ? '' : (pathOfUrl(url) ?? ''));
  if (raw === '') return '/';
  // Other services sign the path that is meant; S3 signs the one that is sent.
  return service === 's3' ? encodePath(decodePercent(raw)) : normalisePath(raw);
}

/** The path as a bucket's and a key. `undefined`: no key has that path. */
function locate(input, path) {
  const bucket = optionalText(input, 'bucketInPath') ?? '';
  const whole = { bucketPath: '', bucket: optionalText(input, 'bucket') ?? bucket };
  const rest = bucket !== '' && path.startsWith(`/${bucket}`) ? path.slice(bucket.length + 1) : undefined;
  if (rest === '') return { bucketPath: `/${bucket}`, bucket, key: '' };
  const isBelow = rest?.startsWith('/') && rest !== '/';
  const key = keyOfPath(isBelow ? rest : path);
  if (key === undefined) return undefined;
  return isBelow ? { bucketPath: `/${bucket}`, bucket, key } : { ...whole, key };
}

function readPayloadHash(input, headers, service) {
  const given = optionalText(input, 'payloadHash') ?? headerOf(headers, 'x-amz-content-sha256');
  if (given !== undefined) return given;
  const body = optionalText(input, 'body');
  // Where nothing is said, S3 signs no body; in a URL it never does.
  if (service === 's3' && (body === undefined || input.form === 'query')) return UNSIGNED;
  return createHash('sha256')
    .update(body ?? '')
    .digest('hex');
}
