import type { Diagnosis, Store } from 'bucket-preflight';
import { element } from './element.js';
import { fact } from './show-request.js';
import { texts } from './texts.js';

/** What each of three engines prints. Filled in when what knows their words has been fetched; empty where nobody knows. */
export function showEngines(diagnosis: Diagnosis, store: Store): HTMLElement {
  const section = element('section', { hidden: true, 'data-testid': 'engines' });
  void import('./engine-words.js').then(({ engineWords }) => {
    const words = engineWords(diagnosis, store);
    if (words === null) return;
    const { chromium, firefox, webkit } = words;
    const others = chromium?.orFailedParameter ?? [];
    section.append(
      element('h3', {}, texts.enginesTitle),
      element(
        'dl',
        { class: 'facts' },
        ...fact(
          'Chrome, Edge',
          line(
            [chromium?.corsError ?? chromium?.netError, chromium?.failedParameter],
            others.length === 0 ? '' : texts.engineMay(others.join(texts.comma)),
          ),
        ),
        ...fact('Firefox', line([firefox?.reason])),
        ...fact('Safari', line([webkit?.message])),
      ),
    );
    section.hidden = false;
  });
  return section;
}

function line(parts: readonly (string | null | undefined)[], more = ''): HTMLElement {
  const said = parts.filter((part) => part !== undefined && part !== null && part !== '').join(': ');
  if (said === '') return element('span', { class: 'hint' }, texts.engineNone);
  return element('span', {}, element('code', {}, said), more === '' ? null : ` ${more}`);
}
