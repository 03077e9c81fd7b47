import { describe, expect, it } from 'vitest';
import { CAUSE_FACTS } from '../../src/explain/cause-facts.js';
import { english } from '../../src/explain/en.js';
import type { Line } from '../../src/explain/language.js';
import type { DiagnosisCode } from '../../src/model/diagnosis-code.js';

const codes = Object.keys(CAUSE_FACTS) as DiagnosisCode[];

/** The plainest way to say a line: the last choice needs least. */
function plainest(lines: readonly Line[]): string {
  const last = lines.at(-1) ?? '';
  const say = typeof last === 'string' || !('when' in last) ? last : last.say;
  return (typeof say === 'string' ? say : (say.at(-1) ?? '')).replace(/\{(\w+)\}/g, '*$1*');
}

function causesPage(): string {
  const rows = codes.map((code) => {
    const { stage, page, docs } = CAUSE_FACTS[code];
    const links = docs.map((address, index) => `[${index + 1}](${address})`).join(' ');
    return `| <a id="${code}"></a>\`${code}\` | ${plainest(english.causes[code].headline)} | ${stage} | ${page} | ${links} |`;
  });
  return `# Causes

Every code of a diagnosis. \`diagnose()\` finds those that a page can find; \`explainExchange()\`, \`explainExchanges()\` and
\`diagnoseRaw()\` read them from the answers themselves, and \`explainMessage()\` from a line of the console. Codes whose stage is
"none" stand beside a cause, in \`notes\`, but for \`ok.allowed\` and \`undecided\`.

The column "page" says whether \`diagnose()\` finds it in a page: for certain, where the browser shows enough (proof), not for
certain (hint), with the rules that it is given (rules), or not at all (no). \`test/browsers/taxonomy.test.ts\` holds that against
what Chromium shows. What a page knows of its own request stands in \`request\`, and \`explainRequest()\` says it before anything
is sent. This page is made of the same tables as the texts: \`npx vitest run test/explain/causes-page.test.ts -u\` writes it anew.

| code | what it is | stage | page | more |
|---|---|---|---|---|
${rows.join('\n')}
`;
}

describe('docs/causes.md', () => {
  it('lists every code as the tables have it', async () => {
    await expect(causesPage()).toMatchFileSnapshot('../../docs/causes.md');
  });
});
