import { isToken } from '../fetch-standard/is-token.js';
import { CORS_METHODS } from '../model/cors-methods.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showSecret } from '../model/show-value.js';
import { unknownOptions } from '../model/unknown-options.js';
import { wrongOption } from '../model/wrong-value.js';
import {
  isBucket,
  isRecord,
  isValue,
  MOST_MS,
  OPTION_CHECKS,
  REQUEST_CHECKS,
} from './diagnosed-request-checks.js';
import { loadRuleJudge } from './load-rule-judge.js';

const BOOLEAN = 'must be true or false';
const FUNCTION = 'must be a function';

const OF_DOTS = 'must have no "." or ".." between slashes: no browser can address it';

/** What each value must be, in the order in which it is told. */
const WORDS: Readonly<Record<string, string>> = {
  method: `must be one of ${CORS_METHODS.join(', ')}, in capitals`,
  key: 'must be the key of an object, which need not exist',
  signing: 'must be "header" or "url"',
  withCookies: BOOLEAN,
  sawUpload: BOOLEAN,
  hasFailed: BOOLEAN,
  useCredentials: BOOLEAN,
  onStart: FUNCTION,
  onEvidence: FUNCTION,
  signal: 'must be an AbortSignal',
  timeoutMs: `must be a number of milliseconds above 0, at most ${MOST_MS}`,
};

/**
 * Tells what `isSoundCall()` found wrong.
 *
 * @throws ConfigError listing everything in a request and its options that makes no sense; UnsupportedError where what judges
 * rules is needed and cannot be loaded.
 */
export async function checkDiagnosedRequest(
  bucket: unknown,
  request: unknown,
  options: unknown,
): Promise<void> {
  const issues = [
    ...(isBucket(bucket) ? [] : [wrongOption('bucket', bucket, 'must be what createBucket() returned')]),
    ...(isRecord(request) ? requestIssues(request) : [wrongOption('request', request, 'must be an object')]),
    ...(isRecord(options)
      ? await optionIssues(options)
      : [wrongOption('options', options, 'must be an object')]),
  ];
  if (issues.length > 0) throw new ConfigError('The request cannot be diagnosed', issues);
}

function requestIssues(request: Record<string, unknown>): Issue[] {
  const { headers } = request;
  return [
    ...unknownOptions(request, Object.keys(REQUEST_CHECKS)),
    ...problemsIn(request, REQUEST_CHECKS),
    ...(headers === undefined ? [] : headerIssues(headers)),
  ];
}

async function optionIssues(options: Record<string, unknown>): Promise<Issue[]> {
  const { rules } = options;
  return [
    ...unknownOptions(options, Object.keys(OPTION_CHECKS)),
    ...(rules === undefined ? [] : (await loadRuleJudge()).checkKnownRules(rules)),
    ...problemsIn(options, OPTION_CHECKS),
  ];
}

/** Headers and rules have several problems, which are told beside these. */
function problemsIn(given: Record<string, unknown>, checks: typeof REQUEST_CHECKS): Issue[] {
  return Object.entries(checks).flatMap(([name, isRight]) => {
    const value = given[name];
    // A key that is some text is wrong for its dots.
    const words = name === 'key' && typeof value === 'string' && value !== '' ? OF_DOTS : WORDS[name];
    return words === undefined || isRight(value) ? [] : [wrongOption(name, value, words)];
  });
}

/** Values may be secret (`x-amz-server-side-encryption-customer-key`), so none is shown. */
function headerIssues(headers: unknown): Issue[] {
  if (!isRecord(headers)) return [wrongOption('headers', headers, 'must be an object of names and values')];
  return Object.entries(headers).flatMap(([name, value]) => {
    const path = `headers[${JSON.stringify(name)}]`;
    return [
      ...(isToken(name) ? [] : [wrongOption(path, name, 'must be a header name')]),
      ...(isValue(value)
        ? []
        : [
            {
              ...wrongOption(path, value, 'must be text of printable ASCII characters'),
              value: showSecret(value),
            },
          ]),
    ];
  });
}
