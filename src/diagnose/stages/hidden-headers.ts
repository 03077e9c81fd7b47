import type { Diagnosis, DiagnosisNote } from '../../model/diagnosis.js';
import type { Store } from '../../stores/store.js';

/**
 * The headers that a page would want of this answer and cannot read: the request's id, by which support finds it, and
 * what an upload in parts is completed with. Pure, and without a request of its own.
 *
 * @param seen - The names that could be read of an answer of the store, lower-case. `undefined`: none was read.
 */
export function hiddenHeaders(
  { request, rules, ruleVerdicts }: Pick<Diagnosis, 'request' | 'rules' | 'ruleVerdicts'>,
  store: Pick<Store, 'corsLimits'>,
  seen: readonly string[] | undefined,
): DiagnosisNote[] {
  const deciding = ruleVerdicts.find(({ nearest, fails }) => nearest && fails.length === 0);
  const rule = deciding === undefined ? undefined : rules?.[deciding.index];
  const exposed = rule?.exposeHeaders?.map((name) => name.toLowerCase());
  const isExposed = (name: string) =>
    exposed === undefined || exposed.some((other) => other === name || other === '*');
  const { requestIdHeader } = store.corsLimits;
  // An error answer shows it too, so that what was seen counts more than what the rules say.
  const isIdHidden = seen === undefined ? !isExposed(requestIdHeader) : !seen.includes(requestIdHeader);
  const isTagHidden = rule !== undefined && request.method === 'PUT' && !isTagExposed(exposed);
  const hidden = [...(isTagHidden ? ['etag'] : []), ...(isIdHidden ? [requestIdHeader] : [])];
  return hidden.length === 0 ? [] : [{ code: 'act.expose', value: hidden.join(', ') }];
}

/** A rule that exposes nothing exposes no tag. */
function isTagExposed(exposed: readonly string[] | undefined): boolean {
  return exposed?.some((name) => name === 'etag' || name === '*') === true;
}
