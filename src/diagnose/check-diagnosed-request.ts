import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { unknownOptions } from '../model/unknown-options.js';

const REQUEST_FIELDS = ['method', 'key', 'headers', 'signing'];
const OPTIONS = ['rules', 'useCredentials', 'onEvidence', 'signal', 'timeoutMs'];
const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];

/** @throws ConfigError listing everything in a request and its options that makes no sense. */
export function checkDiagnosedRequest(request: object, options: object): void {
  const { method, key, headers, signing, timeoutMs } = { ...request, ...options } as Record<string, unknown>;
  const check = (fine: boolean, path: string, value: unknown, message: string): Issue[] =>
    fine
      ? []
      : [
          {
            code: value === undefined || value === '' ? 'missing' : 'invalid',
            path,
            value: showValue(value),
            message,
          },
        ];
  const issues = [
    ...unknownOptions(request, REQUEST_FIELDS),
    ...unknownOptions(options, OPTIONS),
    ...check(
      typeof method === 'string' && METHODS.includes(method),
      'method',
      method,
      `must be one of ${METHODS.join(', ')}`,
    ),
    ...check(
      typeof key === 'string' && key !== '',
      'key',
      key,
      'must be the key of an object, which need not exist',
    ),
    ...check(
      headers === undefined || (typeof headers === 'object' && headers !== null),
      'headers',
      headers,
      'must be an object of names and values',
    ),
    ...check(
      signing === undefined || signing === 'header' || signing === 'url',
      'signing',
      signing,
      'must be "header" or "url"',
    ),
    ...check(
      timeoutMs === undefined || (typeof timeoutMs === 'number' && timeoutMs > 0),
      'timeoutMs',
      timeoutMs,
      'must be a number of milliseconds above 0',
    ),
  ];
  if (issues.length > 0) throw new ConfigError('The request cannot be diagnosed', issues);
}
