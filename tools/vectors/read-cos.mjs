import {
  addressOf,
  headerOf,
  headersOf,
  joinHeaders,
  optionalText,
  queryOf,
  requiredText,
  ShapeError,
  withoutHeaders,
} from './entry-fields.mjs';
import { readExpected } from './expected.mjs';
import { credentialsOf, ownCase, sentHeaders, wholeUrl } from './own-case.mjs';
import { decodePercent, pathOfUrl } from './paths.mjs';
import { readForm } from './read-form.mjs';

const TOKEN = 'x-cos-security-token';

/** A vector of Tencent COS in the project's own form. @throws ShapeError */
export function readCos(entry) {
  const expected = readExpected(entry.expected);
  if (entry.scheme === 'cos-post') return readPolicy(entry, expected);
  if (entry.scheme === 'cos-sha1') return readHeaders(entry, expected);
  if (entry.scheme === 'cos-sha1-url') return readUrl(entry, expected, {});
  if (entry.scheme === 'cos-sha1-url-merged') return readUrl(entry, expected, { merged: true });
  throw new ShapeError(`scheme "${entry.scheme}" is not known`);
}

function readHeaders(entry, expected) {
  const { input } = entry;
  const given = headersOf(input);
  const credentials = readCredentials(input, headerOf(given, TOKEN));
  const headers = joinHeaders(withoutHeaders(given, 'host', TOKEN));
  const request = { ...readRequest(input, given, expected), query: queryOf(input), headers };
  const keyTime = readKeyTime(input);
  const { authorization } = expected;
  const sent = { [TOKEN]: credentials.securityToken, authorization };
  const implied = {
    urlInAnyOrder: wholeUrl(request),
    ...(authorization === undefined ? {} : { headers: sentHeaders(headers, sent) }),
  };
  const context = { now: isoTime(keyTime.startSeconds), keyTime, ...readHost(given) };
  return ownCase(
    entry,
    { signer: 'signCosHeaders', credentials, request, context },
    { ...implied, ...expected },
  );
}

function readUrl(entry, expected, options) {
  const { input } = entry;
  const given = headersOf(input);
  const query = queryOf(input);
  const token = query.find(([name]) => name === TOKEN)?.[1];
  const keyTime = readKeyTime(input);
  return ownCase(
    entry,
    {
      signer: 'signCosUrl',
      credentials: readCredentials(input, token),
      request: {
        ...readRequest(input, given, expected),
        query: query.filter(([name]) => name !== TOKEN),
        headers: joinHeaders(withoutHeaders(given, 'host')),
      },
      context: {
        now: isoTime(keyTime.startSeconds),
        expiresInSeconds: keyTime.endSeconds - keyTime.startSeconds,
        keyTime,
        ...readHost(given),
        ...options,
      },
    },
    { ...expected, expiresAt: isoTime(keyTime.endSeconds) },
  );
}

function readPolicy(entry, expected) {
  const { input } = entry;
  const keyTime = readKeyTime(input);
  return ownCase(
    entry,
    {
      signer: 'signCosPolicy',
      credentials: readCredentials(input),
      ...readForm(input, expected),
      context: { now: isoTime(keyTime.startSeconds), keyTime },
    },
    expected,
  );
}

/** The path of a vector is not encoded, and holds a bucket only where the host does not. */
function readRequest(input, headers, expected) {
  const url = optionalText(input, 'url');
  const path =
    optionalText(input, 'path', 'pathname') ??
    optionalText(input, 'key') ??
    (url === undefined ? '' : decodePercent(pathOfUrl(url) ?? ''));
  const address = addressOf(
    input,
    headers,
    expected.urlInAnyOrder,
    'examplebucket-1250000000.cos.ap-guangzhou.myqcloud.com',
  );
  return {
    method: requiredText(input, 'method'),
    location: { ...address, bucketPath: '', bucket: '', region: '' },
    key: path.replace(/^\//, ''),
  };
}

/** The headers of a vector are those that are signed, the host with them or not. */
function readHost(headers) {
  return headerOf(headers, 'host') === undefined ? { signHost: false } : {};
}

function readCredentials(input, token = optionalText(input, 'securityToken', 'sessionToken')) {
  return credentialsOf(requiredText(input, 'secretId'), requiredText(input, 'secretKey'), token);
}

function readKeyTime(input) {
  const text = requiredText(input, 'keyTime', 'signTime');
  const [, start, end] = /^(\d+);(\d+)$/.exec(text) ?? [];
  if (end === undefined) throw new ShapeError(`input.keyTime must be "start;end", not "${text}"`);
  return { startSeconds: Number(start), endSeconds: Number(end) };
}

function isoTime(seconds) {
  return new Date(seconds * 1000).toISOString();
}
