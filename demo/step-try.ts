import { button, element } from './element.js';
import { field } from './field.js';
import { WITH_BODY } from './form.js';
import type { Kept } from './kept.js';
import type { Session } from './session.js';
import { box, showOutcome } from './show-outcome.js';
import { texts } from './texts.js';
import { tryRequest } from './try-request.js';

/** The second step: sends the request for real and says what became of it. */
export function createTryStep(
  session: Session,
  kept: Kept,
): { readonly node: HTMLElement; readonly run: () => Promise<void> } {
  const method = session.form.fields.method.control;
  const file = field('file', texts.file, element('input', { type: 'file' }));
  const problems = element('div', { class: 'problems', role: 'alert', hidden: true });
  const outcome = element('div', { 'data-testid': 'try-outcome', class: 'outcome', 'aria-live': 'polite' });
  const hint = element('p', { class: 'hint' });
  const run = () =>
    session.run(problems, async (prepared, signal) => {
      kept.outcome = null;
      outcome.replaceChildren(box('calm', 'running', texts.trying));
      try {
        kept.outcome = await tryRequest(prepared, file.control.files?.[0] ?? null, signal);
        outcome.replaceChildren(showOutcome(kept.outcome));
      } catch (error) {
        outcome.replaceChildren(box('calm', 'failed', signal.aborted ? texts.stoppedByYou : texts.failed));
        throw error;
      }
    });
  session.clearBefore(problems, outcome, () => {
    kept.outcome = null;
  });
  if (kept.outcome !== null) outcome.append(showOutcome(kept.outcome));
  const press = button('', run, { class: 'main', 'data-testid': 'try' });
  session.disableWhileRunning(press);
  const update = () => {
    press.textContent = texts.tryMethod(method.value);
    hint.textContent =
      { PUT: texts.tryPutHint, DELETE: texts.tryDeleteHint }[method.value] ?? texts.tryOtherHint;
    file.node.hidden = !WITH_BODY.includes(method.value);
  };
  method.addEventListener('input', update);
  update();
  const node = element(
    'div',
    {},
    file.node,
    problems,
    element('div', { class: 'actions' }, press),
    hint,
    outcome,
  );
  return { node, run };
}
