import type { Credentials } from '../model/credentials.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showSecret, showValue } from '../model/show-value.js';
import { areOver, endIssues } from './end-issues.js';
import { expiryIssues } from './expiry-issues.js';
import type { ExpiringContext, SignableRequest, SigningContext } from './signer.js';
import { canBeSigned, type SigningInput, signingIssues } from './signing-issues.js';

const NONE: readonly Issue[] = [];

/**
 * Makes sure that a request, as a caller without types may give it, can be signed at all.
 *
 * @param further - What else is wrong with it, to be told together. Default: nothing.
 * @throws ConfigError listing everything that is missing or cannot be right. It shows no key and no token.
 */
export function checkSignable(
  request: SignableRequest,
  credentials: Credentials,
  context: SigningContext,
  further: readonly Issue[] = NONE,
): void {
  const input = inputOf(request, credentials, context);
  if (isWhole(request) && canBeSigned(input) && further.length === 0) return;
  const issues = [...requestIssues(request), ...signingIssues(input), ...further];
  throw new ConfigError('The request cannot be signed', issues);
}

/**
 * The same for a URL. Credentials that have ended sign none: it would have ended before it began.
 *
 * @param maxSeconds - What the scheme takes at most. Default: a hundred years, as no limit is known.
 */
export function checkPresignable(
  request: SignableRequest,
  credentials: Credentials,
  context: ExpiringContext,
  maxSeconds?: number,
  further: readonly Issue[] = NONE,
): void {
  const input = inputOf(request, credentials, context);
  const life = expiryIssues(context?.expiresInSeconds, maxSeconds);
  const isRight = life.length === 0 && further.length === 0;
  if (isRight && isWhole(request) && canBeSigned(input) && !areOver(credentials, context.now)) return;
  const ended = endIssues(credentials, context?.now);
  const issues = [...requestIssues(request), ...signingIssues(input), ...ended, ...life, ...further];
  throw new ConfigError('The request cannot be presigned', issues);
}

// A caller without types may leave out whole arguments.
function inputOf(
  request: SignableRequest | undefined,
  credentials: unknown,
  context: SigningContext | undefined,
): SigningInput {
  return { location: request?.location, key: request?.key, credentials, now: context?.now };
}

/** Whether method, query and headers are of the right kind. Cheap, as each signature asks. */
function isWhole(request: SignableRequest | undefined): request is SignableRequest {
  if (typeof request?.method !== 'string') return false;
  const { query, headers } = request;
  return (query === undefined || areTexts(query)) && (headers === undefined || areSendable(headers));
}

function areTexts(query: unknown): boolean {
  if (!isObject(query)) return false;
  for (const name of Object.keys(query)) if (typeof query[name] !== 'string') return false;
  return true;
}

function areSendable(headers: unknown): boolean {
  if (!isObject(headers)) return false;
  for (const name of Object.keys(headers)) {
    if (typeof headers[name] !== 'string' || isHost(name)) return false;
  }
  return true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The signers add the bucket's own, which is what the browser sends. */
function isHost(name: string): boolean {
  return name.length === 4 && name.toLowerCase() === 'host';
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
