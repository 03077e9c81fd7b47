import { element } from './element.js';

/** Anything that a person fills in. */
export type Control = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

/** A control with its label, its hint and the place for what is wrong with it. */
export interface Field<Of extends Control = Control> {
  readonly label: string;
  readonly node: HTMLElement;
  readonly control: Of;
  /** Ties problems to the control, in place of those it had. */
  readonly showProblems: (problems: readonly string[]) => void;
}

/**
 * Puts a control into a field.
 *
 * @param name - Becomes the id (`field-NAME`) and the test hook.
 */
export function field<Of extends Control>(
  name: string,
  label: string,
  control: Of,
  hint?: string,
): Field<Of> {
  const id = `field-${name}`;
  const problem = element('p', { id: `${id}-problem`, class: 'problem', hidden: true });
  control.id = id;
  control.name = name;
  control.dataset.testid = name;
  const described = [hint === undefined ? '' : `${id}-hint`, problem.id].join(' ').trim();
  control.setAttribute('aria-describedby', described);
  const isCheckbox = control.type === 'checkbox';
  const words = element('label', { for: id }, label);
  const node = element(
    'div',
    { class: isCheckbox ? 'field check' : 'field' },
    ...(isCheckbox ? [control, words] : [words, control]),
    hint === undefined ? null : element('p', { id: `${id}-hint`, class: 'hint' }, hint),
    problem,
  );
  const showProblems = (problems: readonly string[]) => {
    problem.hidden = problems.length === 0;
    problem.replaceChildren(...problems.map((text) => element('span', {}, text)));
    if (problems.length === 0) control.removeAttribute('aria-invalid');
    else control.setAttribute('aria-invalid', 'true');
  };
  // What is being mended need not be complained about.
  control.addEventListener('input', () => showProblems([]));
  return { label, node, control, showProblems };
}

/** A one-line text control. Nothing typed is sent to a spelling service or kept by the browser. */
export function textInput(value: string, placeholder = ''): HTMLInputElement {
  const control = element('input', {
    type: 'text',
    placeholder,
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
  });
  control.value = value;
  return control;
}

/** A control for several lines, under the same precautions. */
export function textArea(rows: number, placeholder = ''): HTMLTextAreaElement {
  return element('textarea', {
    rows: String(rows),
    placeholder,
    spellcheck: 'false',
    autocapitalize: 'off',
    autocomplete: 'off',
  });
}

/** A list to choose from. */
export function select(
  value: string,
  options: readonly (readonly [value: string, label: string])[],
): HTMLSelectElement {
  const control = element(
    'select',
    { autocomplete: 'off' },
    ...options.map(([of, label]) => element('option', { value: of }, label)),
  );
  control.value = value;
  return control;
}
