import { isToken } from '../fetch-standard/is-token.js';
import { CORS_METHODS } from '../model/cors-methods.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showSecret } from '../model/show-value.js';
import { unknownOptions } from '../model/unknown-options.js';
import { wrongOption } from '../model/wrong-value.js';
import { hasDotSegment } from '../signing/object-path.js';
import { checkKnownRules } from './check-known-rules.js';

const REQUEST_FIELDS = ['method', 'key', 'headers', 'signing', 'withCookies', 'sawUpload'];
/** What a timer of the platform can count. */
const MOST_MS = 2_147_483_647;
const OPTIONS = ['rules', 'useCredentials', 'onStart', 'onEvidence', 'signal', 'timeoutMs'];

/** @throws ConfigError listing everything in a request and its options that makes no sense. */
export function checkDiagnosedRequest(bucket: unknown, request: unknown, options: unknown): void {
  const issues = [
    ...(isRecord(bucket) && 'store' in bucket && 'signer' in bucket
      ? []
      : [wrongOption('bucket', bucket, 'must be what createBucket() returned')]),
    ...(isRecord(request) ? checkRequest(request) : [wrongOption('request', request, 'must be an object')]),
    ...(isRecord(options) ? checkOptions(options) : [wrongOption('options', options, 'must be an object')]),
  ];
  if (issues.length > 0) throw new ConfigError('The request cannot be diagnosed', issues);
}

function checkRequest(request: Record<string, unknown>): Issue[] {
  const { method, key, headers, signing } = request;
  return [
    ...unknownOptions(request, REQUEST_FIELDS),
    ...(typeof method === 'string' && CORS_METHODS.includes(method)
      ? []
      : [wrongOption('method', method, `must be one of ${CORS_METHODS.join(', ')}, in capitals`)]),
    ...checkKey(key),
    ...(headers === undefined ? [] : checkHeaders(headers)),
    ...(signing === undefined || signing === 'header' || signing === 'url'
      ? []
      : [wrongOption('signing', signing, 'must be "header" or "url"')]),
    ...(['withCookies', 'sawUpload'] as const).flatMap((name) =>
      request[name] === undefined || typeof request[name] === 'boolean'
        ? []
        : [wrongOption(name, request[name], 'must be true or false')],
    ),
  ];
}

/** A browser resolves dot segments before it sends: a probe would then be about something else, even about the bucket. */
function checkKey(key: unknown): Issue[] {
  if (typeof key !== 'string' || key === '') {
    return [wrongOption('key', key, 'must be the key of an object, which need not exist')];
  }
  const isResolved = hasDotSegment(key);
  return isResolved
    ? [wrongOption('key', key, 'must have no "." or ".." between slashes: no browser can address it')]
    : [];
}

/** Values may be secret (`x-amz-server-side-encryption-customer-key`), so none is shown. */
function checkHeaders(headers: unknown): Issue[] {
  if (!isRecord(headers)) return [wrongOption('headers', headers, 'must be an object of names and values')];
  return Object.entries(headers).flatMap(([name, value]) => [
    ...(isToken(name)
      ? []
      : [wrongOption(`headers[${JSON.stringify(name)}]`, name, 'must be a header name')]),
    ...(typeof value === 'string' && /^[\t\x20-\x7e]*$/.test(value)
      ? []
      : [
          {
            ...wrongOption(
              `headers[${JSON.stringify(name)}]`,
              value,
              'must be text of printable ASCII characters',
            ),
            value: showSecret(value),
          },
        ]),
  ]);
}

function checkOptions(options: Record<string, unknown>): Issue[] {
  const { rules, timeoutMs, signal, useCredentials } = options;
  return [
    ...unknownOptions(options, OPTIONS),
    ...checkKnownRules(rules),
    ...(useCredentials === undefined || typeof useCredentials === 'boolean'
      ? []
      : [wrongOption('useCredentials', useCredentials, 'must be true or false')]),
    ...(['onStart', 'onEvidence'] as const).flatMap((name) =>
      options[name] === undefined || typeof options[name] === 'function'
        ? []
        : [wrongOption(name, options[name], 'must be a function')],
    ),
    ...(signal === undefined || signal instanceof AbortSignal
      ? []
      : [wrongOption('signal', signal, 'must be an AbortSignal')]),
    ...(timeoutMs === undefined || (typeof timeoutMs === 'number' && timeoutMs > 0 && timeoutMs <= MOST_MS)
      ? []
      : [
          wrongOption('timeoutMs', timeoutMs, `must be a number of milliseconds above 0, at most ${MOST_MS}`),
        ]),
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
