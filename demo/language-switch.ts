import { element } from './element.js';
import { LANGUAGES, rememberLanguage, setLanguage, texts } from './texts.js';

/** The list of languages. @param changed - Builds the page anew, in the words that are now there. */
export function languageSwitch(changed: () => void): HTMLSelectElement {
  const list = element(
    'select',
    { 'aria-label': texts.language, 'data-testid': 'language', autocomplete: 'off' },
    ...Object.entries(LANGUAGES).map(([tag, name]) => element('option', { value: tag, lang: tag }, name)),
  );
  list.value = texts.tag;
  list.addEventListener('change', async () => {
    await setLanguage(list.value);
    rememberLanguage(list.value);
    changed();
  });
  return list;
}
