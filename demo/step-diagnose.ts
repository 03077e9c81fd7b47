import { type CorsConfiguration, diagnose, explainDiagnosis } from 'bucket-preflight';
import { applierOf } from './applier.js';
import type { CaseMend } from './cases/case-row.js';
import { button, element } from './element.js';
import { field } from './field.js';
import type { Kept, KeptVerdict } from './kept.js';
import { tellOpenChange } from './open-change.js';
import { askRaw, fetchRules } from './own-server.js';
import type { Prepared } from './prepare.js';
import type { Session } from './session.js';
import type { LinkTo } from './share/save-buttons.js';
import { evidenceItem, evidenceList } from './show-evidence.js';
import { box } from './show-outcome.js';
import type { RulesSource } from './show-rules.js';
import { showVerdict } from './show-verdict.js';
import { language, texts } from './texts.js';
import type { VerdictContext } from './verdict-context.js';

/** What the third step needs from the others. */
export interface DiagnoseSurroundings {
  readonly tryAgain: () => void;
  readonly mend: () => CaseMend | null;
  readonly linkTo: LinkTo;
}

/** The third step. */
export interface DiagnoseStep {
  readonly node: HTMLElement;
  /** @param asksServer - Whether the page's own server is to read the raw answers, too. */
  readonly run: (asksServer: boolean) => Promise<void>;
  readonly show: (verdicts: readonly KeptVerdict[]) => void;
}

/** The third step: finds out why, and shows it. */
export function createDiagnoseStep(
  session: Session,
  kept: Kept,
  surroundings: DiagnoseSurroundings,
): DiagnoseStep {
  const use = field('use-credentials', texts.useCredentials, element('input', { type: 'checkbox' }));
  // The example's credentials are made for this.
  use.control.checked = session.config.buckets.length > 0;
  const problems = element('div', { class: 'problems', role: 'alert', hidden: true });
  const result = element('div', { class: 'result' });
  // The verdict is long: only its headline is read out.
  const said = element('p', { role: 'status', class: 'visually-hidden' });

  const show = (verdicts: readonly KeptVerdict[]) => {
    if (verdicts !== kept.verdicts) kept.change = null;
    kept.verdicts = verdicts;
    result.replaceChildren(
      ...verdicts.map(({ diagnosis, context }) => showVerdict(diagnosis, here(context))),
    );
    tellOpenChange();
    const [first] = verdicts;
    if (first === undefined) return;
    said.textContent = texts.verdictReady(explainDiagnosis(first.diagnosis, { language }).headline);
    result.scrollIntoView({ block: 'nearest' });
  };
  /** What was shown in another language had another form and other steps around it. */
  const here = (context: VerdictContext): VerdictContext => ({
    ...context,
    mend: context.mend && surroundings.mend(),
    tryAgain: context.tryAgain && surroundings.tryAgain,
    askServer: context.askServer && (() => run(true)),
    linkTo: surroundings.linkTo,
  });
  const work = async (prepared: Prepared, signal: AbortSignal): Promise<KeptVerdict> => {
    const { bucket, request } = prepared;
    const count = element('p', { class: 'hint' }, texts.answersSoFar(0));
    const list = evidenceList();
    said.textContent = texts.diagnosing;
    result.replaceChildren(
      element('div', { class: 'progress' }, box('calm', 'running', texts.diagnosing), count, list),
    );
    const own = session.ownBucket();
    const { rules, rulesFrom } = await findRules(prepared, use.control.checked, own?.store, signal);
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
    const { store, endpoint, location } = bucket;
    const context: VerdictContext = {
      store,
      target: { store: store.commandName, endpoint, region: location.region, bucket: location.bucket },
      rulesFrom,
      apply: applierOf(prepared, own),
      kept,
      mend: surroundings.mend(),
      tryAgain: surroundings.tryAgain,
      askServer: session.ownStore() === undefined ? null : () => run(true),
      isRaw: false,
      linkTo: surroundings.linkTo,
    };
    return { diagnosis, context };
  };
  const askServer = async ({ diagnosis, context }: KeptVerdict, signal: AbortSignal) => {
    const own = session.ownStore();
    if (own === undefined || diagnosis.code === 'ok.allowed') return { diagnosis, context };
    const { origin, method, url, unsafeHeaders } = diagnosis.request;
    // Of a value only its form matters, and this one needs permission under every name.
    const headers = unsafeHeaders.map((name) => [name, 'x/y'] as const);
    const raw = await askRaw(own.store, { origin, method, url, headers }, signal);
    return { diagnosis: raw, context: { ...context, askServer: null, isRaw: true } };
  };
  const run = (asksServer: boolean) =>
    session.run(problems, async (prepared, signal) => {
      try {
        const found = await work(prepared, signal);
        show([asksServer ? await askServer(found, signal) : found]);
      } catch (error) {
        result.replaceChildren(...(signal.aborted ? [box('calm', 'stopped', texts.stopped)] : []));
        said.textContent = signal.aborted ? texts.stopped : '';
        throw error;
      }
    });
  session.clearBefore(problems, result, () => {
    kept.verdicts = [];
    kept.change = null;
    tellOpenChange();
  });
  const press = button(texts.diagnose, () => run(false), { class: 'main', 'data-testid': 'diagnose' });
  const stop = button(texts.stop, session.stop, { 'data-testid': 'stop' });
  session.disableWhileRunning(press);
  session.enableWhileRunning(stop);
  const node = element(
    'div',
    {},
    use.node,
    problems,
    element('div', { class: 'actions' }, press, stop),
    element('p', { class: 'hint' }, texts.consoleHint),
    said,
    result,
  );
  return { node, run, show };
}

/** Those that were pasted; else those that the page's own server reads, if it is its bucket and the person agreed. */
async function findRules(
  { rules }: Prepared,
  mayAsk: boolean,
  ownStore: string | undefined,
  signal: AbortSignal,
): Promise<{ readonly rules: CorsConfiguration | null; readonly rulesFrom: RulesSource }> {
  if (rules !== undefined) return { rules, rulesFrom: 'person' };
  if (!mayAsk) return { rules: null, rulesFrom: 'nobody' };
  const read = ownStore === undefined ? null : await fetchRules(ownStore, signal);
  return { rules: read, rulesFrom: read === null ? 'store' : 'server' };
}
