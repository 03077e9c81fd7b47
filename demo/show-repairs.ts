import type { CorsConfiguration, Diagnosis, Repair } from 'bucket-preflight';
import { type Change, changeBar } from './change-bar.js';
import { copyButton } from './copy-button.js';
import { editWarning } from './edit-warning.js';
import { element } from './element.js';
import { markValues } from './mark-values.js';
import { viewsOfAll, viewsOfOne } from './repair-views.js';
import { texts } from './texts.js';
import type { VerdictContext } from './verdict-context.js';
import { viewSwitch } from './view-switch.js';

/** Of the change that is no repair. */
const MEND = 'mend';

/** Only one button of several that do alike stands out. */
type CardContext = VerdictContext & { readonly method: string; readonly isFirst: boolean };

/** A card for each repair, the one that grants least first; before them what puts a prepared case right. `null`: there is none. */
export function showRepairs(
  { request, rules, responseVary, repairs }: Diagnosis,
  context: VerdictContext,
): HTMLElement | null {
  const { method } = request;
  const before = { rules: rules ?? [], ...(responseVary === undefined ? {} : { responseVary }) };
  const cards = repairs.map((repair, index) =>
    showRepair(repair, before, {
      ...context,
      method,
      isFirst: index === 0 && context.mend === null,
    }),
  );
  const mend = showMend(context, method);
  if (cards.length === 0 && mend === null) return null;
  return element('section', {}, element('h3', {}, texts.repairsTitle), mend, ...cards);
}

function showMend({ mend, tryAgain, kept }: VerdictContext, method: string): HTMLElement | null {
  if (mend === null) return null;
  const made = { takeBack: mend.undo, verify: null };
  const apply = async () => {
    await mend.apply();
    return made;
  };
  // In another language there is another form to fill in.
  if (kept.change?.name === MEND) kept.change = { name: MEND, ...made };
  return element(
    'article',
    { class: 'repair', 'data-testid': 'mend' },
    element('p', {}, texts.caseMendAbout[mend.what]),
    changeBar({ ...tries(tryAgain, method), name: MEND, kept, label: texts.caseMend, apply, isMain: true }),
  );
}

function showRepair(repair: Repair, before: CorsConfiguration, context: CardContext): HTMLElement {
  const { kind, changedRule, added } = repair;
  // A rule by itself would replace rules that nobody has seen.
  const isWhole = kind !== 'new-rule';
  const views = viewSwitch(isWhole ? viewsOfAll(repair, before, context) : viewsOfOne(repair, context));
  const warning = {
    'least-privilege': '',
    'smallest-edit': editWarning(before.rules, repair),
    'new-rule': texts.newRuleWarning,
  }[kind];
  const { apply, tryAgain, method, isFirst, kept } = context;
  return element(
    'article',
    { class: 'repair', 'data-testid': 'repair', 'data-kind': kind },
    element('h4', {}, texts.repairTitle[kind](added, changedRule + 1)),
    grants(repair),
    warning === '' ? null : element('p', { class: 'warning' }, warning),
    element('div', { class: 'toolbar' }, views.buttons, copyButton(texts.copy, views.text)),
    views.node,
    isWhole ? element('p', { class: 'hint' }, texts.replacesAll) : null,
    isWhole && apply !== null
      ? changeBar({
          ...tries(tryAgain, method),
          name: kind,
          kept,
          label: texts.apply,
          apply: () => apply(repair),
          isMain: isFirst,
        })
      : null,
  );
}

function tries(tryAgain: VerdictContext['tryAgain'], method: string): Pick<Change, 'tryAgain' | 'tryLabel'> {
  return { tryAgain: tryAgain ?? (() => {}), tryLabel: texts.tryMethod(method) };
}

function grants({ grants: granted, added }: Repair): HTMLElement {
  const fields = ['allowedOrigins', 'allowedMethods', 'allowedHeaders'] as const;
  const parts = fields.flatMap((field) => {
    const values = granted.filter((grant) => grant.field === field).map(({ value }) => value);
    return values.length === 0
      ? []
      : [`${texts.grantField[field](values.length)} ${values.join(texts.comma)}`];
  });
  const title = added ? texts.grantsAdded : texts.grantsEdited;
  const sentence = texts.grantsSentence(title, parts.join(texts.semicolon) || texts.grantsNothing);
  return element(
    'p',
    {},
    ...markValues(
      sentence,
      granted.map(({ value }) => value),
    ),
  );
}
