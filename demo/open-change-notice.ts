import { button, element } from './element.js';
import type { Kept } from './kept.js';
import { keepOpenChange, type OpenChange, onOpenChange, openChange } from './open-change.js';
import { undoRules } from './own-server.js';
import type { Prepared } from './prepare.js';
import type { Session } from './session.js';
import { texts } from './texts.js';

/**
 * Says that this page has changed a bucket's rules, with the way back: after a reload, or beside another diagnosis. Hidden while
 * the change stands beside its own diagnosis, with its own way back.
 */
export function createOpenChangeNotice(session: Session, kept: Kept): HTMLElement {
  const words = element('p', {});
  const said = element('p', { role: 'status', 'data-testid': 'open-change-said' });
  const problems = element('div', { class: 'problems', role: 'alert', hidden: true });
  const takeBack = async () => {
    const change = openChange();
    if (change === null) return;
    // Without the credentials the page cannot; the form then asks for them.
    session.form.fill(change.place);
    await session.run(problems, async (prepared) => {
      said.textContent = texts.undoing;
      await undoOpenChange(change, prepared).catch((error: unknown) => {
        said.textContent = '';
        throw error;
      });
      said.textContent = texts.undone;
      session.clear();
      keepOpenChange(null);
    });
  };
  const undo = button(texts.undo, takeBack, { 'data-testid': 'undo-open-change' });
  session.disableWhileRunning(undo);
  const update = () => {
    const change = openChange();
    undo.hidden = change === null;
    if (change !== null) words.textContent = texts.openChange(change.place.bucket);
    node.hidden = kept.change !== null || (change === null && said.textContent === '');
  };
  const node = element(
    'aside',
    { class: 'example', 'aria-label': texts.undo },
    element('div', {}, words, problems, said),
    undo,
  );
  onOpenChange(update);
  update();
  return node;
}

async function undoOpenChange({ place, undo }: OpenChange, { bucket }: Prepared): Promise<void> {
  if ('byServer' in undo) return undoRules(place.store, undo.byServer);
  const { undoCors } = await import('./apply-in-page.js');
  await undoCors(bucket, undo.byPage);
}
