import type { ListRequest } from './operation.js';
import { Refusal } from './refusal.js';
import { queryValue, type Target } from './target.js';

/** The parameters of a listing in two versions, as S3 has it. */
export const LIST_PARAMETERS: readonly string[] = [
  'list-type',
  'prefix',
  'delimiter',
  'max-keys',
  'encoding-type',
  'marker',
  'start-after',
  'continuation-token',
  'fetch-owner',
];

/**
 * What a listing of keys asks for.
 *
 * @param how - What stores read each in their own way.
 * @throws Refusal `invalid-argument` for a continuation token that was not given by a listing.
 */
export function readObjectList(
  at: Target,
  how: Pick<ListRequest, 'version' | 'maxKeys' | 'encodeKeys'>,
): ListRequest {
  const marker = queryValue(at, 'marker') ?? '';
  const startAfter = queryValue(at, 'start-after') ?? '';
  const token = how.version === 2 ? queryValue(at, 'continuation-token') : null;
  return {
    ...how,
    prefix: queryValue(at, 'prefix') ?? '',
    delimiter: queryValue(at, 'delimiter') ?? '',
    after: how.version === 1 ? marker : token === null ? startAfter : readToken(token),
    asked: { marker, startAfter, continuationToken: token },
  };
}

function readToken(token: string): string {
  const text = Buffer.from(token, 'base64url').toString();
  if (token !== '' && Buffer.from(text).toString('base64url') === token) return text;
  const message = 'The continuation token provided is incorrect';
  throw new Refusal('invalid-argument', { argument: 'continuation-token', value: token, message });
}
