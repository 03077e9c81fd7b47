import type { Diagnosis } from '../model/diagnosis.js';
import { describeCandidates } from './describe-candidates.js';
import { describeEvidence } from './describe-evidence.js';
import { english } from './en.js';
import { decidingCommands } from './explain-command.js';
import { type ExplainOptions, explainDiagnosis } from './explain-diagnosis.js';

/**
 * A diagnosis as plain text for a log, a terminal or a ticket: verdict, what happened, what to do, the repair, what
 * looks the same and the command that decides what is open, what is worth knowing besides, and the evidence. Holds no secret.
 *
 * @returns Lines, the last one ended.
 */
export function toText(diagnosis: Diagnosis, options: ExplainOptions = {}): string {
  const { language = english } = options;
  const { labels } = language;
  const { headline, whatHappened, whatToDo, besides } = explainDiagnosis(diagnosis, options);
  const [repair] = diagnosis.repairs;
  const verdict = labels.verdict
    .replace('{code}', diagnosis.code)
    .replace('{confidence}', labels.confidence[diagnosis.confidence]);
  const lines = [
    headline,
    verdict,
    '',
    ...whatHappened,
    ...section(
      labels.whatToDo,
      whatToDo.map((step, index) => `${index + 1}. ${step}`),
    ),
    ...(repair === undefined
      ? []
      : section(
          repair.kind === 'new-rule' ? labels.ruleToAdd : labels.rulesAfter,
          repair.document.trimEnd().split('\n'),
        )),
    ...section(labels.alike, describeCandidates(diagnosis, language)),
    ...(diagnosis.undecided === null ? [] : section(labels.decide, decidingCommands(diagnosis))),
    ...section(labels.besides, besides),
    ...section(
      labels.evidence,
      diagnosis.evidence.map((evidence) => describeEvidence(evidence, language)),
    ),
  ];
  return `${lines.join('\n')}\n`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}
