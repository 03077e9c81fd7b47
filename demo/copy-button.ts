import { button, element } from './element.js';
import { texts } from './texts.js';

const SHOWN_MS = 2000;

/** A button that copies a text and says for two seconds that it did. */
export function copyButton(label: string, text: () => string): HTMLButtonElement {
  const said = element('span', { 'aria-live': 'polite' }, label);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const node = button(
    '',
    async () => {
      said.textContent = (await copy(text())) ? texts.copied : texts.copyFailed;
      clearTimeout(timer);
      timer = setTimeout(() => {
        said.textContent = label;
      }, SHOWN_MS);
    },
    { class: 'quiet copy' },
  );
  node.append(said);
  return node;
}

/** Pages over plain http have no clipboard object; there the old command still works. */
async function copy(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const holder = element('textarea', { class: 'visually-hidden', readonly: true, 'aria-hidden': 'true' });
  holder.value = text;
  document.body.append(holder);
  holder.select();
  const done = document.execCommand('copy');
  holder.remove();
  if (before instanceof HTMLElement) before.focus();
  return done;
}
