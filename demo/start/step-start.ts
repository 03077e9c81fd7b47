import type { Diagnosis, RawExchange } from 'bucket-preflight';
import { button, element } from '../element.js';
import { field, textArea } from '../field.js';
import type { FormValues } from '../form.js';
import type { Session } from '../session.js';
import { box } from '../show-outcome.js';
import { STORES } from '../stores.js';
import { texts } from '../texts.js';
import type { Recognised } from './recognise.js';

/** Methods that the form knows. */
const METHODS = ['PUT', 'GET', 'HEAD', 'DELETE', 'POST'];

/**
 * The place to start from what one has: a text that is pasted, or a HAR file that is chosen or dropped.
 *
 * @param show - Shows what was recognised to have happened.
 */
export function createStartStep(
  { form }: Session,
  show: (diagnoses: readonly Diagnosis[]) => void,
): HTMLElement {
  const pasted = field('pasted', texts.startLabel, textArea(3), texts.startHint);
  const file = field('har', texts.startFile, element('input', { type: 'file', accept: '.har,.json,.txt' }));
  const said = element('div', { role: 'status', 'data-testid': 'start-said' });
  const read = async (text: string) => {
    if (text.trim() === '') return said.replaceChildren(element('p', {}, texts.startEmpty));
    // What knows all these shapes is fetched when the first one is read.
    const { recognise } = await import('./recognise.js');
    const store = STORES[form.read().store] ?? Object.values(STORES)[0];
    if (store === undefined) return;
    const found = await recognise(text, store, new Date());
    use(found, text);
  };
  const use = (found: Recognised, text: string) => {
    switch (found.kind) {
      case 'unknown':
        return said.replaceChildren(box('calm', 'unknown', texts.startUnknown));
      case 'credentials':
        form.fill({ credentialsFrom: 'paste', credentials: text });
        // They stand in one place only.
        pasted.control.value = '';
        return said.replaceChildren(box('good', found.kind, texts.readAs.credentials()));
      case 'rules':
        form.fill({ rules: text });
        return said.replaceChildren(box('good', found.kind, texts.readAs.rules(found.rules.length)));
      default: {
        const { kind, diagnoses, exchange } = found;
        if (exchange !== null) form.fill(valuesOf(exchange));
        const nothing = diagnoses.length === 0 ? [texts.startNothing] : [];
        said.replaceChildren(box('good', kind, texts.readAs[kind](diagnoses.length), ...nothing));
        show(diagnoses);
      }
    }
  };
  file.control.addEventListener('change', async () => {
    const [chosen] = file.control.files ?? [];
    if (chosen !== undefined) await read(await chosen.text());
  });
  const node = element(
    'div',
    { class: 'fields' },
    pasted.node,
    element(
      'div',
      { class: 'actions' },
      button(texts.startRead, () => read(pasted.control.value), { 'data-testid': 'read-pasted' }),
    ),
    file.node,
    said,
  );
  node.addEventListener('dragover', (event) => event.preventDefault());
  node.addEventListener('drop', async (event) => {
    const [dropped] = event.dataTransfer?.files ?? [];
    if (dropped === undefined) return;
    event.preventDefault();
    await read(await dropped.text());
  });
  return node;
}

/** What of a recorded request the form has a place for. Values of headers stay behind: they may be signatures. */
function valuesOf({ request }: RawExchange): Partial<FormValues> {
  const { method } = request;
  const type = request.headers?.find(([name]) => name.toLowerCase() === 'content-type')?.[1];
  return {
    ...(METHODS.includes(method) ? { method } : {}),
    ...(type === undefined ? {} : { contentType: type }),
  };
}
