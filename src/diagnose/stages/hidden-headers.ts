import type { DiagnosisNote } from '../../model/diagnosis.js';
import type { Store } from '../../stores/store.js';

/**
 * The headers that a page would want of this answer and cannot read: the request's id, by which support finds it, and
 * what an upload in parts is completed with. Pure, and without a request of its own.
 *
 * @param exposed - What the rules expose of it, lower-case; `null`: it is not known.
 * @param seen - The names that could be read of an answer of the store, lower-case. `undefined`: none was read.
 */
export function hiddenHeaders(
  method: string,
  store: Pick<Store, 'corsLimits'>,
  exposed: readonly string[] | null,
  seen: readonly string[] | undefined,
): DiagnosisNote[] {
  const isHidden = (name: string) => exposed?.some((other) => other === name || other === '*') === false;
  const { requestIdHeader } = store.corsLimits;
  // An error answer shows it too, so that what was seen counts more than what the rules say.
  const isIdHidden = seen === undefined ? isHidden(requestIdHeader) : !seen.includes(requestIdHeader);
  const isTagHidden = method === 'PUT' && isHidden('etag');
  const hidden = [...(isTagHidden ? ['etag'] : []), ...(isIdHidden ? [requestIdHeader] : [])];
  return hidden.length === 0 ? [] : [{ code: 'act.expose', value: hidden.join(', ') }];
}
