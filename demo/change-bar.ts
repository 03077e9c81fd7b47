import { button, element, setResting } from './element.js';
import { errorWords } from './error-words.js';
import type { Kept } from './kept.js';
import { tellOpenChange } from './open-change.js';
import { texts } from './texts.js';
import type { Verify } from './verify-change.js';

/** A change that was made. */
export interface Made {
  /** Takes it back. Rejects with the reason in words. */
  readonly takeBack: () => Promise<void>;
  /** Waits until it is to be seen. `null`: it is at once. */
  readonly verify: Verify | null;
}

/** A change that can be made from the page. */
export interface Change {
  readonly label: string;
  /** Tells it from the others about the same verdict. */
  readonly name: string;
  /** Makes it. Rejects with the reason in words. */
  readonly apply: () => Promise<Made>;
  /** Sends the request once more. */
  readonly tryAgain: () => void;
  readonly tryLabel: string;
  readonly isMain: boolean;
  /** Holds what is made: in another language the bar is another one. */
  readonly kept: Pick<Kept, 'change'>;
}

/** The buttons of a change: make it, try again, and take it back. What happens is said. */
export function changeBar({ label, name, apply, tryAgain, tryLabel, isMain, kept }: Change): HTMLElement {
  const said = element('p', { role: 'status', 'data-testid': 'change-said' });
  let verifying = new AbortController();
  const current = () => (kept.change?.name === name ? kept.change : null);
  const again = button(tryLabel, tryAgain, { 'data-testid': 'try-again' });
  const press = button(
    label,
    () =>
      during(texts.applying, async () => {
        const change = await apply();
        kept.change = { name, ...change };
        tellOpenChange();
        return change.verify === null ? texts.applied : '';
      }).then(verify),
    { class: isMain ? 'main' : undefined, 'data-testid': 'apply' },
  );
  const undo = button(
    texts.undo,
    () =>
      during(texts.undoing, async () => {
        await current()?.takeBack();
        kept.change = null;
        tellOpenChange();
        return texts.undone;
      }),
    { 'data-testid': 'undo' },
  );
  const verify = async () => {
    const wait = current()?.verify;
    if (!wait) return;
    const { signal } = verifying;
    const say = (text: string) => {
      if (!signal.aborted) said.textContent = text;
    };
    try {
      const isSeen = await wait((round) => say(texts.verifying(round)), signal);
      say(isSeen ? texts.applied : texts.notYetSeen);
    } catch (error) {
      say(texts.notVerified(errorWords(error)));
    }
    if (!signal.aborted) bar.dataset.state = 'made';
  };
  const during = async (meanwhile: string, work: () => Promise<string>) => {
    verifying.abort();
    verifying = new AbortController();
    setResting(press, true);
    setResting(undo, true);
    said.textContent = meanwhile;
    try {
      said.textContent = await work();
      const change = current();
      bar.dataset.state = change === null ? 'undone' : change.verify === null ? 'made' : 'applied';
    } catch (error) {
      said.textContent = texts.applyFailed(errorWords(error));
    }
    update();
  };
  const update = () => {
    const isMade = current() !== null;
    setResting(press, isMade);
    setResting(undo, false);
    if (!isMade && document.activeElement === undo) press.focus();
    undo.hidden = !isMade;
    again.hidden = !isMade;
  };
  const bar = element(
    'div',
    { class: 'apply', 'data-state': current() === null ? 'ready' : 'made' },
    press,
    again,
    undo,
    said,
  );
  update();
  return bar;
}
