import { type Diagnosis, explainDiagnosis, toText } from 'bucket-preflight';
import { copyButton } from './copy-button.js';
import { button, element } from './element.js';
import { markValues } from './mark-values.js';
import { saveButtons } from './share/save-buttons.js';
import { showEngines } from './show-engines.js';
import { evidenceList } from './show-evidence.js';
import { showMatrix } from './show-matrix.js';
import { showPath } from './show-path.js';
import { showRepairs } from './show-repairs.js';
import { showRequest } from './show-request.js';
import { showRules } from './show-rules.js';
import { language, texts } from './texts.js';
import type { VerdictContext } from './verdict-context.js';

/** A whole diagnosis: the verdict first, then what it rests on and what mends it. */
export function showVerdict(diagnosis: Diagnosis, context: VerdictContext): HTMLElement {
  const { code, confidence, evidence, notes, request } = diagnosis;
  const { headline, whatHappened, whatToDo, besides } = explainDiagnosis(diagnosis, { language });
  const { origin, url, unsafeHeaders } = request;
  const values = [
    origin,
    URL.canParse(url) ? new URL(url).origin : url,
    ...unsafeHeaders,
    ...(diagnosis.rules ?? []).flatMap(({ allowedOrigins }) => allowedOrigins),
    ...notes.flatMap((note) => (note.code === 'act.expose' ? note.value.split(', ') : [])),
  ].filter(Boolean);
  const isOpen = confidence === 'proof' && diagnosis.undecided !== null;
  const tone = code === 'ok.allowed' ? 'good' : confidence === 'weak' ? 'calm' : 'bad';
  const isKnown = url !== '' && request.method !== '';
  return element(
    'article',
    { class: `verdict ${tone}`, 'data-testid': 'verdict', 'data-code': code },
    element(
      'header',
      {},
      element('h3', { 'data-testid': 'headline' }, ...markValues(headline, values)),
      element(
        'p',
        { class: 'confidence' },
        element('span', { class: `tag ${tone}` }, texts.confidence[confidence]),
        ` ${texts.confidenceMeaning[isOpen ? 'proofButOpen' : confidence]} `,
        context.isRaw ? `${texts.rawVerdict} ` : null,
        element('code', {}, code),
      ),
      copyButton(texts.copyAsText, () => toText(diagnosis, { language })),
    ),
    showPath(diagnosis),
    sentences(texts.whatHappened, 'ul', [...whatHappened, ...besides], values),
    sentences(texts.whatToDo, 'ol', whatToDo, values),
    showUndecided(diagnosis, context),
    showRepairs(diagnosis, context),
    isKnown ? showRequest(diagnosis) : null,
    isKnown ? showMatrix(diagnosis, context.store) : null,
    isKnown ? showRules(diagnosis, context.store, context.rulesFrom) : null,
    showEngines(diagnosis, context.store),
    evidence.length === 0
      ? null
      : element(
          'details',
          {},
          element('summary', {}, texts.evidenceTitle(evidence.length)),
          element('p', { class: 'hint' }, texts.evidenceMeaning),
          evidenceList(evidence),
        ),
    saveButtons(diagnosis, context.linkTo),
  );
}

function showUndecided({ undecided }: Diagnosis, { askServer }: VerdictContext): HTMLElement | null {
  if (undecided === null) return null;
  return element(
    'section',
    {},
    element('h3', {}, texts.undecidedTitle),
    element('p', {}, texts.undecidedHint),
    element('pre', { class: 'command', tabindex: '0', 'data-testid': 'command' }, undecided.command),
    element(
      'div',
      { class: 'actions' },
      copyButton(texts.copy, () => undecided.command),
      askServer === null ? null : button(texts.askServer, askServer, { 'data-testid': 'ask-server' }),
    ),
  );
}

function sentences(
  title: string,
  list: 'ul' | 'ol',
  lines: readonly string[],
  values: readonly string[],
): HTMLElement | null {
  if (lines.length === 0) return null;
  const items = lines.map((line) => element('li', {}, ...markValues(line, values)));
  return element('section', {}, element('h3', {}, title), element(list, { class: 'sentences' }, ...items));
}
