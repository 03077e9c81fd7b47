import { element } from './element.js';
import { type DiffLine, lineDiff } from './line-diff.js';
import { texts } from './texts.js';

/** Unchanged lines that stay to be seen on each side of a change. */
const SHOWN_LINES = 3;
const SIGNS = { same: ' ', added: '+', removed: '−' } as const;

/** A change of a document. Every line begins with its sign, so that the change shows without colours too. */
export function showDiff(before: string, after: string): HTMLElement {
  const lines = lineDiff(before, after);
  const nodes: HTMLElement[] = [];
  let hidden = 0;
  const flush = () => {
    if (hidden > 0) nodes.push(element('span', { class: 'line gap' }, `${texts.linesHidden(hidden)}\n`));
    hidden = 0;
  };
  for (const [index, line] of lines.entries()) {
    if (isNearChange(lines, index)) {
      flush();
      nodes.push(element('span', { class: `line ${line.kind}` }, `${SIGNS[line.kind]} ${line.text}\n`));
    } else {
      hidden += 1;
    }
  }
  flush();
  return element('pre', { class: 'diff', tabindex: '0' }, ...nodes);
}

function isNearChange(lines: readonly DiffLine[], index: number): boolean {
  return lines
    .slice(Math.max(0, index - SHOWN_LINES), index + SHOWN_LINES + 1)
    .some(({ kind }) => kind !== 'same');
}
