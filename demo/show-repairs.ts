import type { Bucket, CorsRule, Diagnosis, Repair } from 'bucket-preflight';
import { structuredPatch } from 'diff';
import { copyButton } from './copy-button.js';
import { editWarning } from './edit-warning.js';
import { button, element } from './element.js';
import { loneRule } from './lone-rule.js';
import { markValues } from './mark-values.js';
import { applyRules } from './own-server.js';
import { putCommand } from './put-command.js';
import { texts } from './texts.js';
import { type View, viewSwitch } from './view-switch.js';

/** Unchanged lines that stay to be seen on each side of a change. */
const SHOWN_LINES = 3;

/** What repairs need to know besides the diagnosis. */
export interface RepairContext {
  readonly bucket: Bucket;
  /** Whether the page's own server may put rules on this bucket. */
  readonly canApply: boolean;
  /** Sends the request once more. */
  readonly tryAgain: () => void;
}

/** Only one button of several that do alike stands out. */
type CardContext = RepairContext & { readonly method: string; readonly isFirst: boolean };

/** A card for each repair, the one that grants least first. `null`: there is none. */
export function showRepairs(
  { request, rules, repairs }: Diagnosis,
  context: RepairContext,
): HTMLElement | null {
  if (repairs.length === 0) return null;
  const cards = repairs.map((repair, index) =>
    showRepair(repair, rules ?? [], { ...context, method: request.method, isFirst: index === 0 }),
  );
  return element('section', {}, element('h3', {}, texts.repairsTitle), ...cards);
}

function showRepair(repair: Repair, before: readonly CorsRule[], context: CardContext): HTMLElement {
  const { kind, changedRule, added, document } = repair;
  // A rule by itself would replace rules that nobody has seen.
  const isWhole = kind !== 'new-rule';
  const views = viewSwitch(isWhole ? viewsOfAll(repair, before, context.bucket) : viewsOfOne(repair));
  const warning = {
    'least-privilege': '',
    'smallest-edit': editWarning(before, repair),
    'new-rule': texts.newRuleWarning,
  }[kind];
  return element(
    'article',
    { class: 'repair', 'data-testid': 'repair', 'data-kind': kind },
    element('h4', {}, texts.repairTitle[kind](added, changedRule + 1)),
    grants(repair),
    warning === '' ? null : element('p', { class: 'warning' }, warning),
    element('div', { class: 'toolbar' }, views.buttons, copyButton(texts.copy, views.text)),
    views.node,
    isWhole ? element('p', { class: 'hint' }, texts.replacesAll) : null,
    isWhole && context.canApply ? applyBar(document, context) : null,
  );
}

/** The whole configuration after the change. */
function viewsOfAll({ document, json }: Repair, before: readonly CorsRule[], bucket: Bucket): View[] {
  const documentBefore = before.length === 0 ? '' : bucket.store.corsCodec.write({ rules: before });
  const { endpoint, location } = bucket;
  const command = putCommand({ endpoint, region: location.region, bucket: location.bucket });
  return [
    { name: texts.views.diff, node: diff(documentBefore, document), text: document },
    view('xml', document),
    { ...view('json', json), hint: [texts.jsonHint, ' ', element('code', {}, command)] },
  ];
}

/** Nothing that could be put as it stands. */
function viewsOfOne(repair: Repair): View[] {
  const { xml, json } = loneRule(repair);
  return [
    { ...view('xml', xml), hint: [texts.addElement] },
    { ...view('json', json), hint: [texts.addItem] },
  ];
}

function view(name: 'xml' | 'json', text: string): View {
  const node = element('pre', { 'data-testid': `repair-${name}`, tabindex: '0' }, text);
  return { name: texts.views[name], node, text };
}

function grants({ grants: granted, added }: Repair): HTMLElement {
  const fields = ['allowedOrigins', 'allowedMethods', 'allowedHeaders'] as const;
  const parts = fields.flatMap((field) => {
    const values = granted.filter((grant) => grant.field === field).map(({ value }) => value);
    return values.length === 0 ? [] : [`${texts.grantField[field](values.length)} ${values.join(', ')}`];
  });
  const title = added ? texts.grantsAdded : texts.grantsEdited;
  const sentence = `${title}: ${parts.join('; ') || texts.grantsNothing}.`;
  return element(
    'p',
    {},
    ...markValues(
      sentence,
      granted.map(({ value }) => value),
    ),
  );
}

/** Every line begins with its sign, so that the change shows without colours too. */
function diff(before: string, after: string): HTMLElement {
  const { hunks } = structuredPatch('', '', before, after, undefined, undefined, { context: SHOWN_LINES });
  let shown = 0;
  const lines = hunks.flatMap((hunk) => {
    const hidden = hunk.oldStart - 1 - shown;
    shown = Math.max(0, hunk.oldStart - 1) + hunk.oldLines;
    return [...gap(hidden), ...hunk.lines.map(diffLine)];
  });
  const rest = before.split('\n').length - 1 - shown;
  return element('pre', { class: 'diff', tabindex: '0' }, ...lines, ...gap(rest));
}

function gap(hidden: number): HTMLElement[] {
  return hidden < 1 ? [] : [element('span', { class: 'line gap' }, `${texts.linesHidden(hidden)}\n`)];
}

/** A line of a patch begins with its sign; the hyphen becomes a minus, as wide as the plus. */
function diffLine(line: string): HTMLElement {
  const kind = { '+': 'added', '-': 'removed' }[line.charAt(0)] ?? 'same';
  const sign = line.charAt(0).replace('-', '−');
  return element('span', { class: `line ${kind}` }, `${sign} ${line.slice(1)}\n`);
}

function applyBar(document: string, context: CardContext): HTMLElement {
  const said = element('p', { role: 'status' });
  const again = button(texts.tryMethod(context.method), context.tryAgain, {
    'data-testid': 'try-again',
    hidden: true,
  });
  const apply = button(
    texts.apply,
    async () => {
      apply.disabled = true;
      said.textContent = texts.applying;
      try {
        await applyRules(document);
        said.textContent = texts.applied;
        again.hidden = false;
      } catch (error) {
        said.textContent = texts.applyFailed(error instanceof Error ? error.message : '');
      }
      apply.disabled = false;
    },
    { class: context.isFirst ? 'main' : undefined, 'data-testid': 'apply' },
  );
  return element('div', { class: 'apply' }, apply, said, again);
}
