import type { ServedBucket } from '../config.js';
import { button, element } from '../element.js';
import type { DeskForm } from '../form.js';
import type { Kept } from '../kept.js';
import type { Session } from '../session.js';
import { STORES } from '../stores.js';
import { texts } from '../texts.js';
import { type PreparedCase, preparedCases, type SetUp } from './prepared-cases.js';
import { freshKey, setUpCase } from './set-up.js';

/** What a case does after its set-up. */
export interface CaseSteps {
  readonly tryIt: () => Promise<void>;
  /** @param asksServer - Whether the page's own server is to read the raw answers, too. */
  readonly diagnose: (asksServer: boolean) => Promise<void>;
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

/** A button for each case; pressed, it sets the bucket up, sends the upload, and diagnoses. `null`: there is no local bucket. */
export function createCaseRow(session: Session, kept: Kept, steps: CaseSteps): CaseRow | null {
  const { config, form } = session;
  if (!config.buckets.some(({ canFault }) => canFault)) return null;
  let mend: CaseMend | null = null;
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
      await setUpCase(bucket, form, prepared.setUp);
    } catch (error) {
      about.textContent = texts.applyFailed(error instanceof Error ? error.message : '');
      return;
    }
    mend = prepared.mend && mendOf(bucket, form, prepared.setUp, prepared.mend);
    kept.openCase = prepared.name;
    // A browser keeps a preflight's answer for as long as the rule said.
    form.fill({ key: freshKey(bucket.key) });
    show();
    for (let sent = 0; sent < prepared.sends; sent += 1) await steps.tryIt();
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
    const store = STORES[form.fields.store.control.value];
    const cases =
      bucket === undefined || store === undefined
        ? []
        : preparedCases({ store, origin: location.origin, bucket: bucket.bucket });
    row.replaceChildren(
      ...cases.map((prepared) => {
        const press = button(texts.cases[prepared.name], () => run(prepared), {
          'data-testid': `case-${prepared.name}`,
          'aria-pressed': 'false',
          class: 'quiet',
        });
        session.disableWhileRunning(press);
        return element('li', {}, press);
      }),
    );
  };
  const forget = () => {
    mend = null;
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
    element('p', { class: 'hint' }, texts.casesHint),
    row,
    about,
  );
  return { node, mend: () => mend };
}

function mendOf(
  served: ServedBucket,
  form: DeskForm,
  setUp: SetUp,
  { what, to }: NonNullable<PreparedCase['mend']>,
): CaseMend {
  // The key stays: what a person looks at is still about it.
  const become = async (state: SetUp) => {
    const { key } = form.read();
    await setUpCase(served, form, state);
    form.fill({ key });
  };
  return { what, apply: () => become(to), undo: () => become(setUp) };
}
