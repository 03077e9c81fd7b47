import type { Credentials } from '../model/credentials.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { expiryIssues } from './expiry-issues.js';
import type { ExpiringContext, SignableRequest, SigningContext } from './signer.js';
import { canBeSigned, type SigningInput, signingIssues } from './signing-issues.js';

/**
 * Makes sure that a request, as a caller without types may give it, can be signed at all.
 *
 * @throws ConfigError listing everything that is missing or cannot be right. It shows no key and no token.
 */
export function checkSignable(
  request: SignableRequest,
  credentials: Credentials,
  context: SigningContext,
): void {
  const input = inputOf(request, credentials, context);
  if (typeof request?.method === 'string' && canBeSigned(input)) return;
  throw new ConfigError('The request cannot be signed', [...methodIssues(request), ...signingIssues(input)]);
}

/**
 * The same for a URL.
 *
 * @param maxSeconds - What the scheme takes at most. Default: a hundred years, as no limit is known.
 */
export function checkPresignable(
  request: SignableRequest,
  credentials: Credentials,
  context: ExpiringContext,
  maxSeconds?: number,
): void {
  const input = inputOf(request, credentials, context);
  const life = expiryIssues(context?.expiresInSeconds, maxSeconds);
  if (typeof request?.method === 'string' && canBeSigned(input) && life.length === 0) return;
  const issues = [...methodIssues(request), ...signingIssues(input), ...life];
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

function methodIssues(request: SignableRequest | undefined): Issue[] {
  const method: unknown = request?.method;
  if (typeof method === 'string') return [];
  const message = 'must be the name of a method, such as PUT';
  return [
    {
      code: method === undefined ? 'missing' : 'invalid',
      path: 'method',
      value: showValue(method),
      message,
    },
  ];
}
