import type { Diagnosis } from '../model/diagnosis.js';
import { describeCandidates } from './describe-candidates.js';
import { describeEvidence } from './describe-evidence.js';
import { english } from './en.js';
import { decidingCommands } from './explain-command.js';
import { type ExplainOptions, explainDiagnosis } from './explain-diagnosis.js';

/**
 * A diagnosis as Markdown, for an issue or a ticket: what `toText()` tells, and where to read more. What a server said stands in
 * it as text, never as markup. Holds no secret.
 *
 * @returns Lines, the last one ended. It begins with a heading of the third rank.
 * @see https://spec.commonmark.org/0.31.2/
 */
export function toMarkdown(diagnosis: Diagnosis, options: ExplainOptions = {}): string {
  const { language = english } = options;
  const { labels } = language;
  const { headline, whatHappened, whatToDo, besides, docs } = explainDiagnosis(diagnosis, options);
  const [repair] = diagnosis.repairs;
  const verdict = labels.verdict
    .replace('{code}', `\`${diagnosis.code}\``)
    .replace('{confidence}', labels.confidence[diagnosis.confidence]);
  const blocks = [
    `### ${escapeMarks(headline)}`,
    verdict,
    ...whatHappened.map(escapeMarks),
    ...section(
      labels.whatToDo,
      whatToDo.map((step, index) => `${index + 1}. ${escapeMarks(step)}`).join('\n'),
    ),
    ...section(
      repair?.kind === 'new-rule' ? labels.ruleToAdd : labels.rulesAfter,
      repair === undefined
        ? ''
        : fence(repair.document.trimEnd(), /^\s*</.test(repair.document) ? 'xml' : 'json'),
    ),
    ...section(labels.alike, list(describeCandidates(diagnosis, language))),
    ...section(
      labels.decide,
      decidingCommands(diagnosis)
        .map((command) => fence(command, 'sh'))
        .join('\n\n'),
    ),
    ...section(labels.besides, list(besides)),
    ...section(labels.evidence, list(diagnosis.evidence.map((each) => describeEvidence(each, language)))),
    list(
      docs.map((page) => `<${page}>`),
      (page) => page,
    ),
  ];
  return `${blocks.filter((block) => block !== '').join('\n\n')}\n`;
}

function section(title: string, content: string): string[] {
  return content === '' ? [] : [`**${escapeMarks(title)}**`, content];
}

function list(items: readonly string[], show: (item: string) => string = escapeMarks): string {
  return items.map((item) => `- ${show(item)}`).join('\n');
}

/** Longer than any row of backticks within. */
function fence(text: string, kind: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([row]) => row.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${kind}\n${text}\n${ticks}`;
}

/** Text that no reader takes for markup. */
function escapeMarks(text: string): string {
  return text.replace(/[\r\n]+/g, ' ').replace(/[\\`*_[\]<>&|~#]/g, (mark) => `\\${mark}`);
}
