import { button, element, setResting } from './element.js';
import { texts } from './texts.js';

/** A change that can be made from the page. */
export interface Change {
  readonly label: string;
  /** Makes it, and gives what takes it back. Rejects with the reason in words. */
  readonly apply: () => Promise<() => Promise<void>>;
  /** Sends the request once more. */
  readonly tryAgain: () => void;
  readonly tryLabel: string;
  readonly isMain: boolean;
}

/** The buttons of a change: make it, try again, and take it back. What happens is said. */
export function changeBar({ label, apply, tryAgain, tryLabel, isMain }: Change): HTMLElement {
  const said = element('p', { role: 'status', 'data-testid': 'change-said' });
  let takeBack: (() => Promise<void>) | null = null;
  const again = button(tryLabel, tryAgain, { 'data-testid': 'try-again' });
  const press = button(
    label,
    () =>
      during(texts.applying, async () => {
        takeBack = await apply();
        return texts.applied;
      }),
    { class: isMain ? 'main' : undefined, 'data-testid': 'apply' },
  );
  const undo = button(
    texts.undo,
    () =>
      during(texts.undoing, async () => {
        await takeBack?.();
        takeBack = null;
        return texts.undone;
      }),
    { 'data-testid': 'undo' },
  );
  const during = async (meanwhile: string, work: () => Promise<string>) => {
    setResting(press, true);
    setResting(undo, true);
    said.textContent = meanwhile;
    try {
      said.textContent = await work();
      bar.dataset.state = takeBack === null ? 'undone' : 'made';
    } catch (error) {
      said.textContent = texts.applyFailed(error instanceof Error ? error.message : '');
    }
    update();
  };
  const update = () => {
    setResting(press, takeBack !== null);
    setResting(undo, false);
    if (takeBack === null && document.activeElement === undo) press.focus();
    undo.hidden = takeBack === null;
    again.hidden = takeBack === null;
  };
  const bar = element('div', { class: 'apply', 'data-state': 'ready' }, press, again, undo, said);
  update();
  return bar;
}
