import { type CorsRule, diagnose, explainDiagnosis } from 'bucket-preflight';
import { button, element } from './element.js';
import { field } from './field.js';
import { fetchRules } from './own-server.js';
import type { Prepared } from './prepare.js';
import type { Session } from './session.js';
import { evidenceItem, evidenceList } from './show-evidence.js';
import { box } from './show-outcome.js';
import type { RulesSource } from './show-rules.js';
import { showVerdict } from './show-verdict.js';
import { texts } from './texts.js';

/**
 * The third step: finds out why, and shows it.
 *
 * @param tryAgain - What the button after an applied repair does.
 */
export function createDiagnoseStep(session: Session, tryAgain: () => void): HTMLElement {
  const use = field('use-credentials', texts.useCredentials, element('input', { type: 'checkbox' }));
  // The example's credentials are made for this.
  use.control.checked = session.config.sts;
  const problems = element('div', { class: 'problems', role: 'alert', hidden: true });
  const result = element('div', { class: 'result' });
  // The verdict is long: only its headline is read out.
  const said = element('p', { role: 'status', class: 'visually-hidden' });

  const work = async (prepared: Prepared, signal: AbortSignal) => {
    const { bucket, request } = prepared;
    const count = element('p', { class: 'hint' }, texts.answersSoFar(0));
    const list = evidenceList();
    said.textContent = texts.diagnosing;
    result.replaceChildren(
      element('div', { class: 'progress' }, box('calm', 'running', texts.diagnosing), count, list),
    );
    const isOwn = session.config.canApply && session.isOwnBucket();
    const { rules, rulesFrom } = await findRules(prepared, use.control.checked, isOwn, signal);
    const diagnosis = await diagnose(bucket, request, {
      signal,
      useCredentials: use.control.checked,
      ...(rules === null ? {} : { rules }),
      onEvidence: (evidence) => {
        list.append(evidenceItem(evidence));
        list.scrollTop = list.scrollHeight;
        count.textContent = texts.answersSoFar(list.childElementCount);
      },
    });
    const context = { bucket, canApply: isOwn, rulesFrom, tryAgain };
    const verdict = showVerdict(diagnosis, context);
    result.replaceChildren(verdict);
    said.textContent = texts.verdictReady(explainDiagnosis(diagnosis).headline);
    verdict.scrollIntoView({ block: 'nearest' });
  };
  const run = () =>
    session.run(problems, async (prepared, signal) => {
      try {
        await work(prepared, signal);
      } catch (error) {
        result.replaceChildren(...(signal.aborted ? [box('calm', 'stopped', texts.stopped)] : []));
        said.textContent = signal.aborted ? texts.stopped : '';
        throw error;
      }
    });
  session.clearBefore(problems, result);
  const press = button(texts.diagnose, run, { class: 'main', 'data-testid': 'diagnose' });
  const stop = button(texts.stop, session.stop, { 'data-testid': 'stop' });
  session.disableWhileRunning(press);
  session.enableWhileRunning(stop);
  return element(
    'div',
    {},
    use.node,
    problems,
    element('div', { class: 'actions' }, press, stop),
    element('p', { class: 'hint' }, texts.consoleHint),
    said,
    result,
  );
}

/** Those that were pasted; else those that the page's own server reads, if it is its bucket and the person agreed. */
async function findRules(
  { rules }: Prepared,
  mayAsk: boolean,
  isOwn: boolean,
  signal: AbortSignal,
): Promise<{ readonly rules: readonly CorsRule[] | null; readonly rulesFrom: RulesSource }> {
  if (rules !== undefined) return { rules, rulesFrom: 'person' };
  if (!mayAsk) return { rules: null, rulesFrom: 'nobody' };
  const read = isOwn ? await fetchRules(signal) : null;
  return { rules: read, rulesFrom: read === null ? 'store' : 'server' };
}
