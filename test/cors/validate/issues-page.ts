import { SEVERITIES } from '../../../src/cors/validate/severities.js';
import { validateCors } from '../../../src/cors/validate-cors.js';
import type { CorsIssueCode } from '../../../src/model/cors-issue-code.js';
import { EXAMPLES, type Example, GOOD } from './examples.js';

/** `docs/cors-issues.md`, made of the examples. */
export function issuesPage(): string {
  const codes = Object.keys(SEVERITIES) as CorsIssueCode[];
  return `# What can be wrong with a CORS configuration

\`validateCors(configuration, store, wanted)\` says all of it at once, as data. \`fixCors()\` applies what can be mended
without asking. This page is made of the examples that its tests run:
\`npx vitest run test/cors/validate/codes.test.ts -u\` writes it anew.

\`error\`: it does not work. \`warning\`: it may not work, or gives away too much. \`hint\`: it is of no use, or could be
better. What a store refuses is always an error, and what is not known of it a warning that says "may", whatever stands
here. \`effect\` says what comes of it:
\`refused\`, \`may-be-refused\`, \`never-matches\`, \`may-not-match\`, \`dangerous\`, \`useless\`, \`lacking\`.

Each example gives its code and no other. It is this rule with what the table says:

\`\`\`json
${JSON.stringify(GOOD, null, 2)}
\`\`\`

| code | severity | effect | when | example | on | fix |
|---|---|---|---|---|---|---|
${codes.map((code) => row(code, EXAMPLES[code])).join('\n')}
`;
}

function row(code: CorsIssueCode, { when, given, store, wanted }: Example): string {
  const issue = validateCors(given as never, store, wanted).find((one) => one.code === code);
  const fix = issue?.fix === undefined ? '' : issue.fix.automatic ? 'automatic' : 'a guess';
  const asked = Object.keys(wanted).length === 0 ? '' : `, wanted: \`${short(wanted)}\``;
  const example = `${changes(given)}${asked}`;
  return `| \`${code}\` | ${SEVERITIES[code]} | ${issue?.effect ?? ''} | ${when} | ${example} | ${store.title} | ${fix} |`;
}

/** What of the example is not the good rule. */
function changes(given: unknown): string {
  if (!Array.isArray(given))
    return typeof given === 'object' ? 'the rule and `responseVary: true`' : `\`${short(given)}\``;
  if (given.length > 2) return `${given.length} rules`;
  return given.length === 0
    ? 'no rule'
    : given.map((rule) => `\`${short(differing(rule))}\``).join(' and then ');
}

function differing(rule: unknown): unknown {
  if (typeof rule !== 'object' || rule === null) return rule;
  const entries = Object.entries(rule).filter(
    ([name, value]) => short(value) !== short(Reflect.get(GOOD, name)),
  );
  return Object.fromEntries(entries.map(([name, value]) => [name, value ?? null]));
}

function short(value: unknown): string {
  const text = JSON.stringify(value) ?? 'absent';
  return (text.length > 120 ? `${text.slice(0, 100)}…` : text).replaceAll('|', '\\|');
}
