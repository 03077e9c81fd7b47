import { isToken } from '../fetch-standard/is-token.js';
import { CORS_METHODS } from '../model/cors-methods.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showSecret } from '../model/show-value.js';
import { unknownOptions } from '../model/unknown-options.js';
import { wrongOption } from '../model/wrong-value.js';
import { hasDotSegment } from '../signing/object-path.js';
import { loadRuleJudge } from './load-rule-judge.js';

const REQUEST_FIELDS = ['method', 'key', 'headers', 'signing', 'withCookies', 'sawUpload'];
/** What a timer of the platform can count. */
const MOST_MS = 2_147_483_647;

/**
 * @throws ConfigError listing everything in a request and its options that makes no sense; UnsupportedError where what judges
 * rules is needed and cannot be loaded.
 */
export async function checkDiagnosedRequest(
  bucket: unknown,
  request: unknown,
  options: unknown,
): Promise<void> {
  const issues = [
    ...(isRecord(bucket) && 'store' in bucket && 'signer' in bucket
      ? []
      : [wrongOption('bucket', bucket, 'must be what createBucket() returned')]),
    ...(isRecord(request) ? checkRequest(request) : [wrongOption('request', request, 'must be an object')]),
    ...(isRecord(options)
      ? await checkOptions(options)
      : [wrongOption('options', options, 'must be an object')]),
  ];
  if (issues.length > 0) throw new ConfigError('The request cannot be diagnosed', issues);
}

/** What one value must be: its name, whether it is right, and the words where it is not. */
type Check = readonly [name: string, isRight: (value: unknown) => boolean, problem: string];

const isNoneOr =
  (type: 'boolean' | 'function') =>
  (value: unknown): boolean =>
    value === undefined || typeof value === type;

const CHECKS_OF_REQUEST: readonly Check[] = [
  [
    'method',
    (method) => CORS_METHODS.includes(method as string),
    `must be one of ${CORS_METHODS.join(', ')}, in capitals`,
  ],
  [
    'key',
    (key) => typeof key === 'string' && key !== '',
    'must be the key of an object, which need not exist',
  ],
  // A browser resolves dot segments before it sends: a probe would then be about something else, even about the bucket.
  [
    'key',
    (key) => typeof key !== 'string' || !hasDotSegment(key),
    'must have no "." or ".." between slashes: no browser can address it',
  ],
  [
    'signing',
    (signing) => signing === undefined || signing === 'header' || signing === 'url',
    'must be "header" or "url"',
  ],
  ['withCookies', isNoneOr('boolean'), 'must be true or false'],
  ['sawUpload', isNoneOr('boolean'), 'must be true or false'],
];

const CHECKS_OF_OPTIONS: readonly Check[] = [
  ['useCredentials', isNoneOr('boolean'), 'must be true or false'],
  ['onStart', isNoneOr('function'), 'must be a function'],
  ['onEvidence', isNoneOr('function'), 'must be a function'],
  ['signal', (signal) => signal === undefined || signal instanceof AbortSignal, 'must be an AbortSignal'],
  [
    'timeoutMs',
    (ms) => ms === undefined || (typeof ms === 'number' && ms > 0 && ms <= MOST_MS),
    `must be a number of milliseconds above 0, at most ${MOST_MS}`,
  ],
];

function problemsIn(given: Record<string, unknown>, checks: readonly Check[]): Issue[] {
  return checks.flatMap(([name, isRight, problem]) =>
    isRight(given[name]) ? [] : [wrongOption(name, given[name], problem)],
  );
}

function checkRequest(request: Record<string, unknown>): Issue[] {
  const { headers } = request;
  return [
    ...unknownOptions(request, REQUEST_FIELDS),
    ...problemsIn(request, CHECKS_OF_REQUEST),
    ...(headers === undefined ? [] : checkHeaders(headers)),
  ];
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

async function checkOptions(options: Record<string, unknown>): Promise<Issue[]> {
  const { rules } = options;
  return [
    ...unknownOptions(options, ['rules', ...CHECKS_OF_OPTIONS.map(([name]) => name)]),
    ...(rules === undefined ? [] : (await loadRuleJudge()).checkKnownRules(rules)),
    ...problemsIn(options, CHECKS_OF_OPTIONS),
  ];
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
