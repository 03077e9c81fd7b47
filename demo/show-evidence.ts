import { describeProbe, type Evidence } from 'bucket-preflight';
import { element } from './element.js';
import { language, texts } from './texts.js';

/** The list that evidence is added to. */
export function evidenceList(entries: readonly Evidence[] = []): HTMLOListElement {
  return element('ol', { class: 'evidence', 'data-testid': 'evidence' }, ...entries.map(evidenceItem));
}

/** What one probe showed. */
export function evidenceItem(entry: Evidence): HTMLLIElement {
  const [tone, word] = wordFor(entry.passed);
  const seen = [
    texts.via[entry.via],
    entry.status === undefined ? '' : String(entry.status),
    entry.durationMs === undefined ? '' : texts.milliseconds(entry.durationMs),
  ].filter((part) => part !== '');
  return element(
    'li',
    {},
    element('span', { class: `tag ${tone}` }, word),
    ' ',
    element('span', { class: 'probe' }, describeProbe(entry, { language })),
    ' ',
    element('span', { class: 'seen' }, seen.join(texts.comma)),
  );
}

function wordFor(passed: boolean | null): readonly [tone: string, word: string] {
  if (passed === null) return ['calm', texts.cannotTell];
  return passed ? ['good', texts.passed] : ['bad', texts.notPassed];
}
