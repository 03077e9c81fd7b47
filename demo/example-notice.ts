import { freshKey } from './cases/set-up.js';
import { button, element, setResting } from './element.js';
import { errorWords } from './error-words.js';
import { keepOpenChange } from './open-change.js';
import { resetRules } from './own-server.js';
import type { Session } from './session.js';
import { texts } from './texts.js';

/** Says what there is: the example and what to press, with the way back to it; or what plain files do without. */
export function createExampleNotice(session: Session): HTMLElement {
  const { config, form } = session;
  const [first] = config.buckets;
  if (!isSecureContext) return notice(texts.insecureTitle, texts.insecure);
  if (first === undefined) return notice(texts.staticTitle, texts.staticNote);
  if (!config.buckets.some(({ canReset }) => canReset)) return element('div', { hidden: true });
  const said = element('p', { role: 'status' });
  const { control } = form.fields.key;
  const served = () => config.buckets.find(({ store }) => store === form.fields.store.control.value);
  const reset = button(
    texts.reset,
    async () => {
      const bucket = served();
      if (bucket === undefined) return;
      setResting(reset, true);
      said.textContent = texts.resetting;
      try {
        await resetRules(bucket.store);
        keepOpenChange(null);
        session.clear();
        // A browser keeps a preflight's answer for as long as the rule said: the old key would go on to pass.
        const [stem = ''] = bucket.key.split('.');
        const isSuggested = control.value.startsWith(stem);
        if (isSuggested) form.fill({ key: freshKey(bucket.key), bucket: bucket.bucket });
        said.textContent = isSuggested ? texts.resetDoneNewKey : texts.resetDone;
      } catch (error) {
        said.textContent = texts.applyFailed(errorWords(error));
      }
      setResting(reset, false);
    },
    { 'data-testid': 'reset' },
  );
  return notice(texts.exampleTitle, texts.example(first.bucket), said, reset);
}

function notice(title: string, words: string, said?: HTMLElement, press?: HTMLElement): HTMLElement {
  return element(
    'aside',
    { class: 'example', 'aria-label': title },
    element('div', {}, element('p', {}, element('strong', {}, title), ' ', words), said ?? null),
    press ?? null,
  );
}
