import type { Credentials } from '../model/credentials.js';
import type { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { loadPart } from '../model/load-part.js';
import type { ExpiringContext, SignableRequest, SigningContext } from './signer.js';

/**
 * The error of a request that cannot be signed. What finds its words is loaded now, as most apps never need them.
 *
 * @param further - What else is wrong with it, to be told together. Default: nothing.
 * @returns It lists everything that is missing or cannot be right, and shows no key and no token.
 * @throws UnsupportedError when that file cannot be loaded.
 */
export async function unsignable(
  request: SignableRequest,
  credentials: Credentials,
  context: SigningContext,
  further: readonly Issue[] = [],
): Promise<ConfigError> {
  return (await load()).tellUnsignable(request, credentials, context, further);
}

/**
 * The same for a URL.
 *
 * @param maxSeconds - What the scheme takes at most. Default: a hundred years, as no limit is known.
 */
export async function unpresignable(
  request: SignableRequest,
  credentials: Credentials,
  context: ExpiringContext,
  maxSeconds?: number,
  further: readonly Issue[] = [],
): Promise<ConfigError> {
  return (await load()).tellUnpresignable(request, credentials, context, maxSeconds, further);
}

const load = () =>
  loadPart('What tells why a request cannot be signed', () => import('./tell-unsignable.js'));
