import type { Conflict, Diagnosis } from 'bucket-preflight';
import { element } from './element.js';
import { texts } from './texts.js';

/** The request as the browser sends it, with what was refused marked. */
export function showRequest({ request, conflicts }: Diagnosis): HTMLElement {
  const { origin, method, url, unsafeHeaders, droppedHeaders, needsPreflight } = request;
  const passing = conflicts.flatMap((conflict) => conflict.passing ?? []);
  return element(
    'section',
    {},
    element('h3', {}, texts.requestTitle),
    element(
      'dl',
      { class: 'facts' },
      ...fact(texts.origin, values([origin], 'origin', conflicts)),
      ...fact(texts.method, values([method], 'method', conflicts)),
      ...(passing.length === 0 ? [] : fact(texts.otherMethods, values(passing, null, []))),
      ...fact(texts.url, element('code', {}, url)),
      ...fact(
        texts.asksFor,
        unsafeHeaders.length === 0
          ? element('span', {}, texts.asksForNone)
          : values(unsafeHeaders, 'headers', conflicts),
      ),
      ...(droppedHeaders.length === 0 ? [] : fact(texts.dropped, values(droppedHeaders, null, []))),
    ),
    needsPreflight ? null : element('p', { class: 'hint' }, texts.noPreflight),
  );
}

/** A term and what it is. */
export function fact(term: string, value: HTMLElement): [HTMLElement, HTMLElement] {
  return [element('dt', {}, term), element('dd', {}, value)];
}

/** @param kind - What conflicts of it are marked; `null`: nothing. */
function values(
  list: readonly string[],
  kind: Conflict['kind'] | null,
  conflicts: readonly Conflict[],
): HTMLElement {
  const items = list.map((value) => {
    const conflict = conflicts.find((entry) => entry.kind === kind && entry.members.includes(value));
    if (conflict === undefined) return element('li', {}, element('code', {}, value));
    // Alone it would pass: only the values together are refused.
    const word = conflict.members.length > 1 ? texts.refusedTogether : texts.refused;
    return element(
      'li',
      { class: 'refused' },
      element('code', { 'data-testid': 'conflict' }, value),
      ' ',
      element('span', { class: 'tag bad' }, word),
    );
  });
  return element('ul', { class: 'values' }, ...items);
}
