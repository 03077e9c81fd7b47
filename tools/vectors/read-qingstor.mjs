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
  withoutHeaders,
} from './entry-fields.mjs';
import { readExpected } from './expected.mjs';
import { credentialsOf, ownCase, sentHeaders, wholeUrl } from './own-case.mjs';
import { encodePath, keyOfPath, pathOfUrl } from './paths.mjs';
import { anyBucket, plainFields, policyTextOf } from './read-form.mjs';

/** A vector of QingStor in the project's own form. @throws ShapeError */
export function readQingstor(entry) {
  const expected = readExpected(entry.expected);
  const { form } = entry.input;
  if (form === 'header') return readHeaders(entry, expected);
  if (form === 'query') return readUrl(entry, expected);
  if (form === 'post') return readPolicy(entry, expected);
  throw new ShapeError(`input.form "${form}" is not known`);
}

function readHeaders(entry, expected) {
  const { input } = entry;
  const given = headersOf(input);
  const headers = joinHeaders(withoutHeaders(given, 'host'));
  const date = headerOf(headers, 'date');
  const qsDate = headerOf(headers, 'x-qs-date');
  const { resource, ...located } = locate(input, given, expected);
  // The public signer adds a date where there is none, and takes a parameter once.
  if (located.location === undefined || (date ?? qsDate) === undefined || repeatsName(located.query)) {
    const signedDate = qsDate === undefined ? (date ?? '') : '';
    return readForCore(entry, expected, { located, resource, headers, date: signedDate });
  }
  const request = { ...located, headers };
  const credentials = readCredentials(input);
  const {
    signature,
    authorization = signature === undefined ? undefined : `QS ${credentials.accessKeyId}:${signature}`,
  } = expected;
  const implied = {
    urlInAnyOrder: wholeUrl(request),
    ...(authorization === undefined ? {} : { headers: sentHeaders(headers, { authorization }) }),
  };
  // The date among the headers is signed as it is; the time of signing is not looked at.
  const context = { now: new Date(0).toISOString() };
  return ownCase(
    entry,
    { signer: 'signQingstorHeaders', credentials, request, context },
    { ...implied, ...expected },
  );
}

function readUrl(entry, expected) {
  const { input } = entry;
  const given = headersOf(input);
  const headers = joinHeaders(withoutHeaders(given, 'host'));
  const { resource, ...located } = locate(input, given, expected);
  const endSeconds = requiredInteger(input, 'expires');
  const expires = String(endSeconds);
  if (located.location === undefined || repeatsName(located.query)) {
    return readForCore(entry, expected, { located, resource, headers, date: expires });
  }
  const request = { ...located, headers };
  const credentials = readCredentials(input);
  const { signature } = expected;
  const added = { access_key_id: credentials.accessKeyId, expires, signature };
  const implied = {
    ...(signature === undefined ? {} : { urlInAnyOrder: wholeUrl(request, added) }),
    headers: sentHeaders(headers, {}),
    expiresAt: new Date(endSeconds * 1000).toISOString(),
  };
  const context = { now: new Date((endSeconds - 1) * 1000).toISOString(), expiresInSeconds: 1 };
  return ownCase(
    entry,
    { signer: 'signQingstorUrl', credentials, request, context },
    { ...implied, ...expected },
  );
}

function readForCore(entry, expected, { located, resource, headers, date }) {
  const { method, query } = located;
  return ownCase(
    entry,
    {
      signer: 'coreQingstor',
      credentials: readCredentials(entry.input),
      request: { method, path: resource, query, headers },
      context: { date },
    },
    expected,
  );
}

/** A policy of QingStor is the list of the form's fields: where it is written as the signer writes it, the form is signed. */
function readPolicy(entry, expected) {
  const { input } = entry;
  const policy = policyTextOf(input);
  const shared = { credentials: readCredentials(input), context: { now: new Date(0).toISOString() } };
  const form = formOfPolicy(policy);
  if (form !== undefined) return ownCase(entry, { signer: 'signQingstorForm', ...shared, form }, expected);
  const { key = 'any', ...fields } = plainFields(expected.fields ?? {});
  const sent = expected.fields === undefined ? {} : { form: { location: anyBucket(''), key, fields } };
  return ownCase(entry, { signer: 'signQingstorPolicy', ...shared, policy, ...sent }, expected);
}

function formOfPolicy(policy) {
  let fields;
  try {
    fields = JSON.parse(policy);
  } catch {
    return undefined;
  }
  const isFlat = fields !== null && Object.values(fields).every((value) => typeof value === 'string');
  if (!isFlat) return undefined;
  const { key = '', ...others } = fields;
  if (key === '' || key.startsWith('/') || JSON.stringify({ key, ...others }) !== policy) return undefined;
  return { location: anyBucket(''), key, fields: others };
}

/**
 * Method, query and where the request goes: as a location with a key, and as the resource that is signed. There is no
 * location when the path is encoded otherwise than the project encodes.
 */
function locate(input, headers, expected) {
  const method = requiredText(input, 'method');
  const query = queryOf(input);
  const bucket = optionalText(input, 'bucket', 'bucketName') ?? '';
  const address = addressOf(input, headers, expected.urlInAnyOrder, 'pek3b.qingstor.com');
  const isVirtualHost = readAddressing(input, bucket, address.host);
  const path = readPath(input, bucket, isVirtualHost);
  const inHost = {
    method,
    query,
    resource: `/${bucket}${path}`,
    ...located(path, { bucketPath: '', bucket }),
  };
  if (isVirtualHost) return inHost;
  const rest = bucket !== '' && path.startsWith(`/${bucket}`) ? path.slice(bucket.length + 1) : undefined;
  const inPath =
    rest === '' || (rest?.startsWith('/') && rest !== '/')
      ? located(rest === '' ? '/' : rest, { bucketPath: `/${bucket}`, bucket })
      : // Without a bucket that is known, the whole path is a key as good as any.
        located(path, { bucketPath: '', bucket: '' });
  return { method, query, resource: path, ...inPath };

  function located(keyPath, place) {
    const key = keyOfPath(keyPath);
    return key === undefined ? {} : { location: { ...address, ...place, region: '' }, key };
  }
}

function readAddressing(input, bucket, host) {
  const addressing = optionalText(input, 'addressing');
  if (bucket === '') return false;
  if (addressing === undefined) return host.startsWith(`${bucket}.`);
  if (/^virtual-?host(?:ed)?$|^vhost$/i.test(addressing)) return true;
  if (addressing === 'path' || addressing === 'path-style') return false;
  throw new ShapeError(`input.addressing "${addressing}" is not known`);
}

/** The path as it is sent, percent-encoded. */
function readPath(input, bucket, isVirtualHost) {
  const given = optionalText(input, 'encodedPath', 'path');
  const key = optionalText(input, 'key');
  const url = optionalText(input, 'url');
  if (given !== undefined) return given === '' ? '/' : given;
  if (key !== undefined || url === undefined) {
    const keyPath = `/${encodePath(key ?? '')}`;
    if (isVirtualHost || bucket === '') return keyPath;
    return keyPath === '/' ? `/${bucket}` : `/${bucket}${keyPath}`;
  }
  const path = pathOfUrl(url) ?? '';
  // A URL may be written with characters that are encoded before it is sent.
  return path === '' ? '/' : path.replace(/[^!-~]+/gu, encodePath);
}

function repeatsName(query) {
  return new Set(query.map(([name]) => name)).size < query.length;
}

function readCredentials(input) {
  return credentialsOf(requiredText(input, 'accessKeyId'), requiredText(input, 'secretAccessKey'));
}
