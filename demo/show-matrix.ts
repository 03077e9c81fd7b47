import type { Diagnosis, Store } from 'bucket-preflight';
import { element } from './element.js';
import { type Permission, permissionMatrix } from './matrix.js';
import { texts } from './texts.js';

const TONES: Readonly<Record<Permission, string>> = { allowed: 'good', refused: 'bad', unknown: 'calm' };

/** Methods by headers: allowed, refused, unknown. `null`: nothing is known of any. */
export function showMatrix(diagnosis: Diagnosis, store: Store): HTMLElement | null {
  const { methods, columns, cells } = permissionMatrix(diagnosis, store);
  if (cells.flat().every((cell) => cell === 'unknown')) return null;
  const title = (names: readonly string[]) =>
    names.length === 0 ? texts.matrixBare : names.length === 1 ? (names[0] ?? '') : texts.matrixAll;
  const head = columns.map((names) => element('th', { scope: 'col' }, title(names)));
  const rows = methods.map((method, row) =>
    element(
      'tr',
      {},
      element('th', { scope: 'row' }, method),
      ...columns.map((_, column) => {
        const permission = cells[row]?.[column] ?? 'unknown';
        return element('td', { class: TONES[permission] }, texts.cells[permission]);
      }),
    ),
  );
  const table = element(
    'table',
    { class: 'matrix', 'data-testid': 'matrix' },
    element('thead', {}, element('tr', {}, element('th', { scope: 'col' }, texts.method), ...head)),
    element('tbody', {}, ...rows),
  );
  return element(
    'section',
    {},
    element('h3', { id: 'matrix-title' }, texts.matrixTitle),
    element('p', { class: 'hint' }, diagnosis.rules === null ? texts.matrixByTests : texts.matrixByRules),
    element(
      'div',
      { class: 'scroll', role: 'region', 'aria-labelledby': 'matrix-title', tabindex: '0' },
      table,
    ),
  );
}
