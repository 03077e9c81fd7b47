import type { Diagnosis } from '../model/diagnosis.js';
import { describeProbe } from './describe-probe.js';
import { explainDiagnosis } from './explain-diagnosis.js';

const CONFIDENCE = { proof: 'proof', strong: 'strong hint', weak: 'weak hint' } as const;

/**
 * A diagnosis as plain text for a log, a terminal or a ticket: verdict, what happened, what to do, the repair, the
 * command that decides what is open, and the evidence. Holds no secret.
 *
 * @returns Lines, the last one ended.
 */
export function toText(diagnosis: Diagnosis): string {
  const { headline, whatHappened, whatToDo } = explainDiagnosis(diagnosis);
  const [repair] = diagnosis.repairs;
  const lines = [
    headline,
    `(${diagnosis.code}, ${CONFIDENCE[diagnosis.confidence]})`,
    '',
    ...whatHappened,
    ...section(
      'What to do',
      whatToDo.map((step, index) => `${index + 1}. ${step}`),
    ),
    ...(repair === undefined
      ? []
      : section(
          repair.kind === 'new-rule'
            ? 'Rule to add to those that are there (put alone, it replaces them)'
            : 'Rules after the change',
          repair.document.trimEnd().split('\n'),
        )),
    ...(diagnosis.undecided === null ? [] : section('Run this to decide it', [diagnosis.undecided.command])),
    ...section('Evidence', diagnosis.evidence.map(describeEvidence)),
  ];
  return `${lines.join('\n')}\n`;
}

function describeEvidence(evidence: Diagnosis['evidence'][number]): string {
  const { passed, via, status } = evidence;
  const outcome = passed === null ? 'cannot tell' : passed ? 'passes' : 'refused';
  return `${describeProbe(evidence)}: ${outcome} (${via}${status === undefined ? '' : ` ${status}`})`;
}

function section(title: string, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : ['', `${title}:`, ...lines.map((line) => `  ${line}`)];
}
