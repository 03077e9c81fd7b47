import type { StoreErrorAnswer } from '../model/errors.js';
import type { SigningStore } from './store.js';

/** Reads the body of an error answer, as `SigningStore` has it. */
export type ErrorReader = SigningStore['readError'];

const NOTHING_TOLD: StoreErrorAnswer = { kind: 'other', serviceCode: '', serviceMessage: '' };

/**
 * A reader of error answers that is loaded with the first one: an app whose requests all succeed never fetches it. Where it
 * cannot be loaded, that must not hide the answer, whose status is known all the same.
 */
export async function readByLoaded(
  load: () => Promise<ErrorReader>,
  body: string,
  headers: Headers,
): Promise<StoreErrorAnswer> {
  const read = await load().catch(() => undefined);
  return read === undefined ? NOTHING_TOLD : read(body, headers);
}
