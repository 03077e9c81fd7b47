import type { BucketLocation } from '../model/bucket-location.js';
import type { Credentials } from '../model/credentials.js';
import { isLife } from './is-life.js';
import type { ExpiringContext, SignableRequest, SigningContext } from './signer.js';

/**
 * Whether a request, as a caller without types may give it, can be signed at all: everything that a signature is made of is
 * there and of the right kind. Each signature asks, so it is cheap: one look, without lists or functions of its own, each of
 * which would cost a fresh page another 20 µs.
 */
export function isSignable(
  request: Partial<SignableRequest> | undefined,
  credentials: Partial<Credentials> | undefined,
  context: Partial<SigningContext> | undefined,
): boolean {
  const now: unknown = context?.now;
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
