import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Refusal } from '../refusal.js';
import { ServiceError } from '../service-error.js';
import type { FaultyExchange } from './fault.js';

/**
 * The error that a fault answers by: one in the store's own words, or of the code that was asked for.
 *
 * @param own - What the store words where `errorCode` is empty.
 */
export function storeError(
  { word }: FaultyExchange,
  own: Refusal,
  { status, errorCode }: { readonly status: number; readonly errorCode: string },
  headers: readonly HeaderEntry[] = [],
): ServiceError {
  if (errorCode !== '') {
    const message = 'A fault of the local bucket, as it was asked for.';
    return new ServiceError(status, errorCode, message, [], headers);
  }
  const { code, message, members, headers: ownHeaders } = word(own);
  return new ServiceError(status, code, message, members, [...ownHeaders, ...headers]);
}
