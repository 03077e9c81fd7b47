import { button, element } from './element.js';
import { resetRules } from './own-server.js';
import type { Session } from './session.js';
import { texts } from './texts.js';

/** Says what the example is and what to press, with the way back to it. `null`: the page is served without one. */
export function createExampleNotice({ config, form, clear }: Session): HTMLElement | null {
  if (!config.canReset) return null;
  const said = element('p', { role: 'status' });
  const key = form.fields.key.control;
  let suggested = config.key;
  const reset = button(
    texts.reset,
    async () => {
      reset.disabled = true;
      said.textContent = texts.resetting;
      try {
        await resetRules();
        clear();
        // A browser keeps a preflight's answer for as long as the rule said: the old key would go on to pass.
        const isSuggested = key.value === suggested;
        if (isSuggested) {
          suggested = freshKey(config.key);
          key.value = suggested;
        }
        said.textContent = isSuggested ? texts.resetDoneNewKey : texts.resetDone;
      } catch (error) {
        said.textContent = texts.applyFailed(error instanceof Error ? error.message : '');
      }
      reset.disabled = false;
    },
    { 'data-testid': 'reset' },
  );
  return element(
    'aside',
    { class: 'example' },
    element(
      'div',
      {},
      element('p', {}, element('strong', {}, texts.exampleTitle), ' ', texts.example(config.bucket)),
      said,
    ),
    reset,
  );
}

/** `a/b.bin` becomes `a/b-x7k2.bin`. */
function freshKey(key: string): string {
  const mark = Math.random().toString(36).slice(2, 6);
  return key.replace(/(\.[^./]*)?$/, `-${mark}$1`);
}
