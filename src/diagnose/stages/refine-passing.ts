import { METHODS_WITH_BODY } from '../../model/cors-methods.js';
import type { Diagnosis, Evidence } from '../../model/diagnosis.js';
import type { Store } from '../../stores/store.js';
import type { Page } from '../page.js';
import { checkCaches } from './check-caches.js';
import { hiddenHeaders } from './hidden-headers.js';

/**
 * What else there is to say of a request that the browser lets through: whether a cache answers in the store's place, and
 * what the page cannot read. Only where the page has fetched the same address before is anything sent for it.
 *
 * @param seen - The header names that could be read of an answer, lower-case. `undefined`: none was read.
 */
export async function refinePassing(
  page: Page,
  store: Store,
  diagnosis: Diagnosis,
  seen: readonly string[] | undefined,
  note: (evidence: Evidence) => void,
): Promise<Diagnosis> {
  const { code, request } = diagnosis;
  const isReadable = code === 'ok.allowed' || code === 'act.readable-error';
  if (!isReadable) return diagnosis;
  const notes = [...diagnosis.notes, ...hiddenHeaders(diagnosis, store, seen)];
  const { hasFetched, readAddress } = page;
  const isReading = !METHODS_WITH_BODY.includes(request.method);
  const mayBeKept = code === 'ok.allowed' && isReading && hasFetched?.(request.url) === true;
  if (!mayBeKept || readAddress === undefined) return { ...diagnosis, notes };
  const found = await checkCaches({ readAddress }, request, note);
  return { ...diagnosis, ...found, notes };
}
