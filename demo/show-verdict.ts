import { type Diagnosis, explainDiagnosis, toText } from 'bucket-preflight';
import { copyButton } from './copy-button.js';
import { element } from './element.js';
import { markValues } from './mark-values.js';
import { evidenceList } from './show-evidence.js';
import { type RepairContext, showRepairs } from './show-repairs.js';
import { showRequest } from './show-request.js';
import { type RulesSource, showRules } from './show-rules.js';
import { texts } from './texts.js';

/** What a verdict needs to know besides the diagnosis. */
export type VerdictContext = RepairContext & { readonly rulesFrom: RulesSource };

/** A whole diagnosis: the verdict first, then what it rests on and what mends it. */
export function showVerdict(diagnosis: Diagnosis, context: VerdictContext): HTMLElement {
  const { code, confidence, evidence, undecided } = diagnosis;
  const { headline, whatHappened, whatToDo } = explainDiagnosis(diagnosis);
  const { origin, url, unsafeHeaders } = diagnosis.request;
  const values = [origin, new URL(url).origin, ...unsafeHeaders];
  const isOpen = confidence === 'proof' && undecided !== null;
  const tone = code === 'ok.allowed' ? 'good' : confidence === 'weak' ? 'calm' : 'bad';
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
        element('code', {}, code),
      ),
      copyButton(texts.copyAsText, () => toText(diagnosis)),
    ),
    sentences(texts.whatHappened, 'ul', whatHappened, values),
    sentences(texts.whatToDo, 'ol', whatToDo, values),
    undecided === null
      ? null
      : element(
          'section',
          {},
          element('h3', {}, texts.undecidedTitle),
          element('p', {}, texts.undecidedHint),
          element('pre', { class: 'command', tabindex: '0', 'data-testid': 'command' }, undecided.command),
          copyButton(texts.copy, () => undecided.command),
        ),
    showRepairs(diagnosis, context),
    showRequest(diagnosis),
    showRules(diagnosis, context.rulesFrom),
    element(
      'details',
      {},
      element('summary', {}, texts.evidenceTitle(evidence.length)),
      element('p', { class: 'hint' }, texts.evidenceMeaning),
      evidenceList(evidence),
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
