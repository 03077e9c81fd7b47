import { loadConfig } from './config.js';
import { element } from './element.js';
import { createExampleNotice } from './example-notice.js';
import { createForm } from './form.js';
import { createSession } from './session.js';
import { createDiagnoseStep } from './step-diagnose.js';
import { createTryStep } from './step-try.js';
import { texts } from './texts.js';

const config = await loadConfig();
const form = createForm(config);
const session = createSession(config, form);
const tryStep = createTryStep(session);
const diagnoseStep = createDiagnoseStep(session, () => {
  tryStep.run();
  tryStep.node.scrollIntoView({ block: 'center' });
});

document.title = texts.title;
document
  .getElementById('desk')
  ?.replaceChildren(
    element('header', { class: 'top' }, element('h1', {}, texts.title), element('p', {}, texts.intro)),
    element(
      'main',
      {},
      createExampleNotice(session),
      element(
        'div',
        { class: 'columns' },
        step(1, texts.step1, form.node),
        element(
          'div',
          { class: 'right' },
          step(2, texts.step2, tryStep.node),
          step(3, texts.step3, diagnoseStep),
        ),
      ),
    ),
  );

function step(number: number, title: string, node: HTMLElement): HTMLElement {
  const id = `step-${number}`;
  const heading = element(
    'h2',
    { id },
    element('span', { class: 'number', 'aria-hidden': 'true' }, String(number)),
    ` ${title}`,
  );
  return element('section', { class: 'step', 'aria-labelledby': id }, heading, node);
}
