import { type Diagnosis, explainDiagnosis, toText } from 'bucket-preflight';
import { copyButton } from '../copy-button.js';
import { button, element } from '../element.js';
import { language, texts } from '../texts.js';
import { toMarkdown } from './to-markdown.js';

/** Makes a link to a diagnosis. */
export type LinkTo = (diagnosis: Diagnosis) => Promise<string>;

/** The buttons that keep a diagnosis: a link, Markdown, JSON. */
export function saveButtons(diagnosis: Diagnosis, linkTo: LinkTo): HTMLElement {
  let link = '';
  const copy = copyButton(texts.share, () => link);
  copy.dataset.testid = 'share';
  // Clipboards take a text only at once, and packing takes a moment.
  void linkTo(diagnosis).then((made) => {
    link = made;
    copy.dataset.link = made;
  });
  const markdown = () =>
    toMarkdown(explainDiagnosis(diagnosis, { language }), toText(diagnosis, { language }));
  return element(
    'section',
    {},
    element('h3', {}, texts.shareTitle),
    element('p', { class: 'hint' }, texts.shareHint),
    element(
      'div',
      { class: 'actions' },
      copy,
      button(texts.saveMarkdown, () => save('diagnosis.md', markdown()), { 'data-testid': 'save-markdown' }),
      button(texts.saveJson, () => save('diagnosis.json', `${JSON.stringify(diagnosis, null, 2)}\n`), {
        'data-testid': 'save-json',
      }),
    ),
  );
}

function save(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/plain' }));
  const link = element('a', { href: url, download: name });
  link.click();
  URL.revokeObjectURL(url);
}
