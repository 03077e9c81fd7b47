import type { Diagnosis, RawExchange } from 'bucket-preflight';
import type { ServedBucket } from '../config.js';
import { button, element } from '../element.js';
import { errorWords } from '../error-words.js';
import type { DeskForm } from '../form.js';
import type { Kept } from '../kept.js';
import { keepOpenChange } from '../open-change.js';
import { setFaults } from '../own-server.js';
import type { Session } from '../session.js';
import { STORES } from '../stores.js';
import { texts } from '../texts.js';
import type { CaseName, RecordedCaseName } from './case-names.js';
import { type PreparedCase, preparedCases, type SetUp } from './prepared-cases.js';
import { RECORDED_CASES } from './recorded-cases.js';
import { becomeCase, freshKey, setUpCase } from './set-up.js';

/** What a case does after its set-up. */
export interface CaseSteps {
  readonly tryIt: () => Promise<void>;
  /** @param asksServer - Whether the page's own server is to read the raw answers, too. */
  readonly diagnose: (asksServer: boolean) => Promise<void>;
  readonly show: (diagnoses: readonly Diagnosis[]) => void;
}

/** What puts a case right, from the page. */
export interface CaseMend {
  readonly what: NonNullable<PreparedCase['mend']>['what'];
  readonly apply: () => Promise<void>;
  readonly undo: () => Promise<void>;
}

/** The row of prepared cases. */
export interface CaseRow {
  readonly node: HTMLElement;
  /** What puts the case right that is set up. `null`: none is, or the repairs of its diagnosis do. */
  readonly mend: () => CaseMend | null;
}

/**
 * A button for each case; pressed, it sets the bucket up, sends the upload, and diagnoses. Where there is no local bucket there are
 * only those that were recorded elsewhere.
 */
export function createCaseRow(session: Session, kept: Kept, steps: CaseSteps): CaseRow {
  const { config, form } = session;
  const about = element('p', { role: 'status', 'data-testid': 'case-about' });
  const row = element('ul', { class: 'cases' });
  const served = () =>
    config.buckets.find(({ store, canFault }) => canFault && store === form.fields.store.control.value);

  const run = async (prepared: PreparedCase) => {
    const bucket = served();
    if (bucket === undefined || session.isBusy()) return;
    session.clear();
    forget();
    about.textContent = texts.caseSending;
    try {
      // A token that has expired was given before that.
      await setFaults(bucket.store, []);
      await session.askAhead(bucket.store);
      await setUpCase(bucket, form, prepared.setUp);
      // Its rules are others now.
      keepOpenChange(null);
    } catch (error) {
      about.textContent = texts.applyFailed(errorWords(error));
      return;
    }
    kept.openCase = prepared.name;
    // A browser keeps a preflight's answer for as long as the rule said.
    form.fill({ key: freshKey(bucket.key) });
    show();
    await steps.tryIt();
    if (prepared.afterwards !== null) {
      await becomeCase(bucket, form, prepared.afterwards);
      await steps.tryIt();
    }
    await steps.diagnose(prepared.asksServer);
  };
  const show = () => {
    const name = kept.openCase;
    about.textContent = name === null ? '' : texts.caseAbout[name];
    for (const node of row.querySelectorAll('button'))
      node.setAttribute('aria-pressed', String(node.dataset.testid === `case-${name}`));
  };
  const fill = () => {
    const bucket = served();
    const cases = bucket === undefined ? [] : casesOf(bucket);
    const recordings = Object.entries(RECORDED_CASES) as [RecordedCaseName, readonly RawExchange[]][];
    row.replaceChildren(
      ...cases.map((prepared) => press(prepared.name, () => run(prepared))),
      ...recordings.map(([name, exchanges]) => press(name, () => play(name, exchanges))),
    );
  };
  const press = (name: CaseName, start: () => Promise<void>): HTMLElement => {
    const attributes = { 'data-testid': `case-${name}`, 'aria-pressed': 'false', class: 'quiet' };
    const node = button(texts.cases[name], start, attributes);
    session.disableWhileRunning(node);
    return element('li', {}, node);
  };
  const play = async (name: CaseName, exchanges: readonly RawExchange[]) => {
    session.clear();
    forget();
    const { explainExchanges } = await import('./explain-recording.js');
    kept.openCase = name;
    show();
    steps.show((await explainExchanges(exchanges)).slice(-1));
  };
  const forget = () => {
    kept.openCase = null;
    show();
  };
  form.fields.store.control.addEventListener('change', () => {
    fill();
    forget();
  });
  fill();
  show();
  const node = element(
    'section',
    { class: 'step', 'aria-labelledby': 'cases-title' },
    element('h2', { id: 'cases-title' }, texts.casesTitle),
    element('p', { class: 'hint' }, config.buckets.length > 0 ? texts.casesHint : texts.casesHintStatic),
    row,
    about,
  );
  const mend = () => {
    const bucket = served();
    if (bucket === undefined) return null;
    const open = casesOf(bucket).find(({ name }) => name === kept.openCase);
    return open?.mend ? mendOf(bucket, form, open.setUp, open.mend) : null;
  };
  return { node, mend };
}

function casesOf({ store: name, bucket }: ServedBucket): PreparedCase[] {
  const store = STORES[name];
  return store === undefined ? [] : preparedCases({ store, origin: location.origin, bucket });
}

function mendOf(
  served: ServedBucket,
  form: DeskForm,
  setUp: SetUp,
  { what, to }: NonNullable<PreparedCase['mend']>,
): CaseMend {
  return {
    what,
    apply: () => becomeCase(served, form, to),
    undo: () => becomeCase(served, form, setUp),
  };
}
