import type { BucketLocation } from '../model/bucket-location.js';
import type { Credentials } from '../model/credentials.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showSecret, showValue } from '../model/show-value.js';
import { areOver, endIssues } from './end-issues.js';
import { expiryIssues } from './expiry-issues.js';
import type { ExpiringContext, SignableRequest, SigningContext } from './signer.js';
import { type SigningInput, signingIssues } from './signing-issues.js';

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
  if (further.length === 0 && isSignable(request, credentials, context?.now)) return;
  const input = inputOf(request, credentials, context);
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
  const life = expiryIssues(context?.expiresInSeconds, maxSeconds);
  const isRight = life.length === 0 && further.length === 0;
  if (isRight && isSignable(request, credentials, context?.now) && !areOver(credentials, context.now)) return;
  const input = inputOf(request, credentials, context);
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

/**
 * Whether everything that a signature is made of is there and of the right kind. Each signature asks, so it is cheap: one
 * look, without lists or functions of its own, each of which would cost a fresh page another 20 µs.
 */
function isSignable(
  request: Partial<SignableRequest> | undefined,
  credentials: Partial<Credentials> | undefined,
  now: unknown,
): boolean {
  const location: Partial<BucketLocation> | undefined = request?.location;
  const token = credentials?.securityToken;
  return (
    typeof request?.method === 'string' &&
    typeof request.key === 'string' &&
    (request.query === undefined || areTexts(request.query)) &&
    (request.headers === undefined || areSendable(request.headers)) &&
    typeof location?.origin === 'string' &&
    typeof location.host === 'string' &&
    typeof location.bucketPath === 'string' &&
    typeof location.bucket === 'string' &&
    typeof location.region === 'string' &&
    typeof credentials?.accessKeyId === 'string' &&
    credentials.accessKeyId !== '' &&
    typeof credentials.secretAccessKey === 'string' &&
    credentials.secretAccessKey !== '' &&
    (token === undefined || (typeof token === 'string' && token !== '')) &&
    now instanceof Date &&
    !Number.isNaN(now.getTime())
  );
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
