import type { Credentials } from '../model/credentials.js';
import { isLife } from './is-life.js';
import type { ExpiringContext, SignableRequest, SigningContext } from './signer.js';

/** What a signature is made of, as callers may have given it. */
export interface SigningInput {
  readonly location: unknown;
  readonly key: unknown;
  readonly credentials: unknown;
  readonly now: unknown;
}

/** Whether a request, as a caller without types may give it, can be signed at all. Cheap, as each signature asks. */
export function isSignable(
  request: SignableRequest,
  credentials: Credentials,
  context: SigningContext,
): boolean {
  return isWhole(request) && canBeSigned(inputOf(request, credentials, context));
}

/**
 * The same for a URL. Credentials that have ended sign none: it would have ended before it began.
 *
 * @param maxSeconds - What the scheme takes at most. Default: a hundred years, as no limit is known.
 */
export function isPresignable(
  request: SignableRequest,
  credentials: Credentials,
  context: ExpiringContext,
  maxSeconds?: number,
): boolean {
  return (
    isSignable(request, credentials, context) &&
    isLife(context.expiresInSeconds, maxSeconds) &&
    !areOver(credentials, context.now)
  );
}

// A caller without types may leave out whole arguments.
export function inputOf(
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

/** Whether everything that each signature is made of is there and of the right kind. Cheap, as each signature asks. */
function canBeSigned({ location, key, credentials, now }: SigningInput): boolean {
  return (
    typeof key === 'string' &&
    isLocation(location) &&
    isObject(credentials) &&
    isText(credentials.accessKeyId) &&
    isText(credentials.secretAccessKey) &&
    (credentials.securityToken === undefined || isText(credentials.securityToken)) &&
    now instanceof Date &&
    !Number.isNaN(now.getTime())
  );
}

export function isLocation(value: unknown): boolean {
  return (
    isObject(value) &&
    typeof value.origin === 'string' &&
    typeof value.host === 'string' &&
    typeof value.bucketPath === 'string' &&
    typeof value.bucket === 'string' &&
    typeof value.region === 'string'
  );
}

export function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '';
}

export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** The signers add the bucket's own, which is what the browser sends. */
export function isHost(name: string): boolean {
  return name.length === 4 && name.toLowerCase() === 'host';
}

/** Whether credentials have ended by then, or their end is none. Cheap, as each signature asks. */
function areOver({ expiration }: Credentials, now: Date): boolean {
  return expiration !== undefined && !(expiration > now);
}
