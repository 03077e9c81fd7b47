import { element } from './element.js';
import { texts } from './texts.js';
import type { Outcome } from './try-request.js';

/** What became of a try, in words: the fact first, then what it means. */
export function showOutcome(outcome: Outcome): HTMLElement {
  switch (outcome.kind) {
    case 'stored': {
      const fact = texts.stored(outcome.bytes.toLocaleString('en'), outcome.where);
      return box('good', outcome.kind, fact, outcome.etag === null ? texts.noEtag : texts.etag(outcome.etag));
    }
    case 'answered':
      return box('good', outcome.kind, texts.answered(outcome.status));
    case 'unreadable':
      return box('bad', outcome.kind, texts.unreadable(outcome.words), texts.unreadableHint);
    case 'refused':
      return box(
        'bad',
        outcome.kind,
        texts.readable(outcome.status, outcome.code),
        outcome.message,
        texts.readableHint,
      );
  }
}

/** A box with one strong sentence and some that explain it. */
export function box(
  tone: 'good' | 'bad' | 'calm',
  kind: string,
  fact: string,
  ...more: readonly string[]
): HTMLElement {
  return element(
    'div',
    { class: `box ${tone}`, 'data-outcome': kind },
    element('p', {}, element('strong', {}, fact)),
    ...more.filter((line) => line !== '').map((line) => element('p', {}, line)),
  );
}
