// Loaded when a request cannot be signed.
import type { Credentials } from '../model/credentials.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showSecret, showValue } from '../model/show-value.js';
import { endIssues } from './end-issues.js';
import { expiryIssues } from './expiry-issues.js';
import { isHost, isObject } from './is-signable.js';
import type { ExpiringContext, SignableRequest, SigningContext } from './signer.js';
import { type SigningInput, signingIssues } from './signing-issues.js';

/** What `unsignable()` loads. */
export function tellUnsignable(
  request: SignableRequest,
  credentials: Credentials,
  context: SigningContext,
  further: readonly Issue[],
): ConfigError {
  const input = inputOf(request, credentials, context);
  const issues = [...requestIssues(request), ...signingIssues(input), ...further];
  return new ConfigError('The request cannot be signed', issues);
}

/** What `unpresignable()` loads. */
export function tellUnpresignable(
  request: SignableRequest,
  credentials: Credentials,
  context: ExpiringContext,
  maxSeconds: number | undefined,
  further: readonly Issue[],
): ConfigError {
  const input = inputOf(request, credentials, context);
  const life = expiryIssues(context?.expiresInSeconds, maxSeconds);
  const ended = endIssues(credentials, context?.now);
  const issues = [...requestIssues(request), ...signingIssues(input), ...ended, ...life, ...further];
  return new ConfigError('The request cannot be presigned', issues);
}

function requestIssues(request: SignableRequest | undefined): Issue[] {
  return [...methodIssues(request), ...queryIssues(request?.query), ...headerIssues(request?.headers)];
}

function methodIssues(request: SignableRequest | undefined): Issue[] {
  const method: unknown = request?.method;
  if (typeof method === 'string') return [];
  return [wrong('method', method, 'must be the name of a method, such as PUT', showValue(method))];
}

const NO_ENTRIES = 'must be an object of names and values';

function queryIssues(query: unknown): Issue[] {
  if (query !== undefined && !isObject(query)) return [wrong('query', query, NO_ENTRIES, showSecret(query))];
  return Object.entries(query ?? {})
    .filter(([, value]) => typeof value !== 'string')
    .map(([name, value]) =>
      wrong(`query.${name}`, value, 'must be text, empty for a bare name', showSecret(value)),
    );
}

function headerIssues(headers: unknown): Issue[] {
  if (headers !== undefined && !isObject(headers)) {
    return [wrong('headers', headers, NO_ENTRIES, showSecret(headers))];
  }
  return Object.entries(headers ?? {}).flatMap(([name, value]) => {
    const path = `headers.${name}`;
    if (typeof value !== 'string') return [wrong(path, value, 'must be text', showSecret(value))];
    if (!isHost(name)) return [];
    const message = 'is that of the bucket, and set by the browser: leave it out';
    return [wrong(path, value, message, showValue(value))];
  });
}

function wrong(path: string, value: unknown, message: string, shown: string): Issue {
  return { code: value === undefined ? 'missing' : 'invalid', path, value: shown, message };
}

// A caller without types may leave out whole arguments.
function inputOf(
  request: SignableRequest | undefined,
  credentials: unknown,
  context: SigningContext | undefined,
): SigningInput {
  return { location: request?.location, key: request?.key, credentials, now: context?.now };
}
