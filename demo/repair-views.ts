import type { CorsConfiguration, Repair } from 'bucket-preflight';
import { element } from './element.js';
import { loneRule } from './lone-rule.js';
import { ownPutCommand, putCommand } from './put-command.js';
import { showDiff } from './show-diff.js';
import { texts } from './texts.js';
import type { VerdictContext } from './verdict-context.js';
import type { View } from './view-switch.js';

/** The whole configuration after the change, in each form in which one can put it. */
export function viewsOfAll(repair: Repair, before: CorsConfiguration, context: VerdictContext): View[] {
  const { store, target } = context;
  const { document, json } = repair;
  const documentBefore = before.rules.length === 0 ? '' : store.corsCodec.write(before);
  const command = target === null ? null : ownPutCommand(target);
  const isAwsJson = target !== null && json.includes('"CORSRules"');
  return [
    { name: texts.views.diff, node: showDiff(documentBefore, document), text: document },
    text('document', document),
    {
      ...text('json', json),
      hint: [texts.jsonHint, ...(isAwsJson ? [' ', element('code', {}, putCommand(target))] : [])],
    },
    ...(command === null ? [] : [{ ...text('command', command), hint: [texts.commandHint] }]),
    text('console', consoleSteps(repair, store.title)),
  ];
}

/** Nothing that could be put as it stands. */
export function viewsOfOne(repair: Repair, { store }: VerdictContext): View[] {
  const { document, json } = loneRule(repair);
  const hint = [texts.addRule];
  return [
    { ...text('document', document), hint },
    { ...text('json', json), hint },
    { ...text('console', consoleSteps(repair, store.title)), hint },
  ];
}

function text(name: Exclude<keyof typeof texts.views, 'diff'>, content: string): View {
  const node = element('pre', { 'data-testid': `repair-${name}`, tabindex: '0' }, content);
  return { name: texts.views[name], node, text: content };
}

/** The fields of a form that every vendor's console has, whatever it calls them. */
function consoleSteps({ rules, changedRule }: Repair, store: string): string {
  const rule = rules[changedRule];
  const { origins, methods, headers, expose, age } = texts.consoleFields;
  const lines: readonly (readonly [string, string])[] = [
    [origins, (rule?.allowedOrigins ?? []).join('\n     ')],
    [methods, (rule?.allowedMethods ?? []).join(', ')],
    [headers, (rule?.allowedHeaders ?? []).join('\n     ')],
    [expose, (rule?.exposeHeaders ?? []).join('\n     ')],
    [age, rule?.maxAgeSeconds === undefined ? '' : texts.seconds(rule.maxAgeSeconds)],
  ];
  const fields = lines
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `   ${name}\n     ${value}`);
  return `${[texts.consoleSteps(store, changedRule + 1), ...fields].join('\n')}\n`;
}
