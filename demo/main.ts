import type { Diagnosis } from 'bucket-preflight';
import { createCaseRow } from './cases/case-row.js';
import { type DeskConfig, loadConfig } from './config.js';
import { element } from './element.js';
import { createExampleNotice } from './example-notice.js';
import { createForm, type DeskForm } from './form.js';
import type { Kept, KeptVerdict } from './kept.js';
import { languageSwitch } from './language-switch.js';
import { createOpenChangeNotice } from './open-change-notice.js';
import { createSession } from './session.js';
import { PREFIX, type SharedDiagnosis, tellableForm, writeFragment } from './share/shared-diagnosis.js';
import { box } from './show-outcome.js';
import { createStartStep } from './start/step-start.js';
import { createDiagnoseStep } from './step-diagnose.js';
import { createTryStep } from './step-try.js';
import { STORES } from './stores.js';
import { rememberedLanguage, setLanguage, texts } from './texts.js';

let config: DeskConfig;
let shared: SharedDiagnosis | 'broken' | null;
const kept: Kept = { values: null, outcome: null, verdicts: [], openCase: null, change: null };
let form: DeskForm;
// Not awaited at the top: the words of another language come in a file that imports this one.
void start();

async function start(): Promise<void> {
  [config, shared] = await Promise.all([loadConfig(), readShared(), setLanguage(rememberedLanguage())]);
  form = mount();
  if (shared !== null && shared !== 'broken') showShared(shared);
}

/** Builds the page in the language that is set, with what is kept. */
function mount(): DeskForm {
  const made = createForm(config, kept.values ?? undefined);
  const session = createSession(config, made);
  const tryStep = createTryStep(session, kept);
  const tryAgain = () => {
    void tryStep.run();
    tryStep.node.scrollIntoView({ block: 'center' });
  };
  const linkTo = async (diagnosis: Diagnosis) =>
    location.href.replace(/#.*$/s, '') +
    (await writeFragment({ form: tellableForm(made.read()), diagnosis }));
  const diagnoseStep = createDiagnoseStep(session, kept, {
    tryAgain,
    mend: () => cases.mend(),
    linkTo,
  });
  const show = (diagnoses: readonly Diagnosis[]) =>
    diagnoseStep.show(diagnoses.map((diagnosis) => recorded(diagnosis, made, linkTo)));
  const cases = createCaseRow(session, kept, { tryIt: tryStep.run, diagnose: diagnoseStep.run, show });
  const startStep = createStartStep(session, show);
  const switcher = languageSwitch(() => {
    kept.values = form.read();
    form = mount();
    document.querySelector<HTMLElement>('[data-testid="language"]')?.focus();
  });
  session.disableWhileRunning(switcher);
  document.title = texts.title;
  document.documentElement.lang = texts.tag;
  document
    .getElementById('desk')
    ?.replaceChildren(
      element('a', { class: 'skip', href: '#step-3' }, texts.skip),
      element(
        'header',
        { class: 'top' },
        element('div', {}, element('h1', {}, texts.title), element('p', {}, texts.intro)),
        switcher,
      ),
      element(
        'main',
        {},
        shared === null
          ? null
          : box('calm', 'shared', shared === 'broken' ? texts.sharedBroken : texts.shared),
        createExampleNotice(session),
        createOpenChangeNotice(session, kept),
        cases.node,
        element(
          'div',
          { class: 'columns' },
          element(
            'div',
            { class: 'left' },
            step('start', null, texts.startTitle, startStep),
            step('step-1', 1, texts.step1, made.node),
          ),
          element(
            'div',
            { class: 'right' },
            step('step-2', 2, texts.step2, tryStep.node),
            step('step-3', 3, texts.step3, diagnoseStep.node),
          ),
        ),
      ),
    );
  diagnoseStep.show(kept.verdicts);
  return made;
}

/** A diagnosis of something that this page did not send. */
function recorded(
  diagnosis: Diagnosis,
  made: DeskForm,
  linkTo: (diagnosis: Diagnosis) => Promise<string>,
): KeptVerdict {
  const store = STORES[made.read().store] ?? Object.values(STORES)[0];
  if (store === undefined) throw new Error('No store is known');
  const nobody = {
    target: null,
    apply: null,
    mend: null,
    tryAgain: null,
    askServer: null,
    kept: { change: null },
  };
  return { diagnosis, context: { store, ...nobody, rulesFrom: 'nobody', isRaw: false, linkTo } };
}

async function readShared(): Promise<SharedDiagnosis | 'broken' | null> {
  if (!location.hash.startsWith(PREFIX)) return null;
  try {
    // Few visits begin with a link.
    const { readFragment } = await import('./share/read-fragment.js');
    return await readFragment(location.hash);
  } catch {
    return 'broken';
  }
}

/** A link is made by anybody: nothing in it is applied, sent or trusted further than to be shown. */
function showShared({ form: values, diagnosis }: SharedDiagnosis): void {
  form.fill(values);
  kept.values = form.read();
  kept.verdicts = [recorded(diagnosis, form, async () => location.href)];
  form = mount();
}

function step(id: string, number: number | null, title: string, node: HTMLElement): HTMLElement {
  const heading = element(
    'h2',
    { id, tabindex: '-1' },
    number === null ? null : element('span', { class: 'number', 'aria-hidden': 'true' }, String(number)),
    ` ${title}`,
  );
  return element('section', { class: 'step', 'aria-labelledby': id }, heading, node);
}
