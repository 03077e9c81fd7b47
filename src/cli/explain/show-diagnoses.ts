import { explainDiagnosis } from '../../explain/explain-diagnosis.js';
import { toMarkdown } from '../../explain/to-markdown.js';
import { toText } from '../../explain/to-text.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import type { Issue } from '../../model/issue.js';
import type { Context } from '../command.js';
import { EXIT, type ExitCode } from '../exit-code.js';
import { printable } from '../paint.js';

/** What is told, and where it comes from. */
export interface Told {
  readonly diagnoses: readonly Diagnosis[];
  /** What of a recording could not be read. */
  readonly unread: readonly Issue[];
  /** Whether preflights were sent from here: then a network that fails is ours. */
  readonly isAsked: boolean;
}

/**
 * Prints diagnoses: of a recording with many requests those that met a fault. As JSON all of them, each with its words.
 *
 * @returns How the command ends for them.
 */
export function showDiagnoses({ diagnoses, unread, isAsked }: Told, context: Context): ExitCode {
  const { around, say, language, switches, print } = context;
  const isMarkdown = switches.has('markdown');
  const faults = diagnoses.filter(({ code }) => code !== 'ok.allowed');
  const shown = faults.length === 0 && diagnoses.length === 1 ? diagnoses : faults;
  const tell = (diagnosis: Diagnosis) =>
    isMarkdown ? toMarkdown(diagnosis, { language }) : toText(diagnosis, { language });
  if (!switches.has('json'))
    for (const issue of unread)
      around.err(`${printable(say('explain.unread', { issue: context.sayIssue(issue) }))}\n`);
  print(
    () => {
      const count = say('explain.count', { found: faults.length, all: diagnoses.length });
      const texts = shown.map((diagnosis) => printable(tell(diagnosis)));
      if (diagnoses.length === 0) texts.push(`${say('explain.none')}\n`);
      if (diagnoses.length > 1) texts.push(`${count}\n`);
      return texts.join(isMarkdown ? '\n' : '\n----\n\n');
    },
    () => ({
      diagnoses: diagnoses.map((diagnosis) => ({
        ...diagnosis,
        explanation: explainDiagnosis(diagnosis, { language }),
      })),
      unread,
    }),
  );
  return exitOf(faults, isAsked);
}

function exitOf(faults: readonly Diagnosis[], isAsked: boolean): ExitCode {
  if (faults.length === 0) return EXIT.done;
  if (isAsked && faults.every(({ stage }) => stage === 'network')) return EXIT.network;
  // CORS is not in the way, and the store does not want the request itself.
  return faults.every(({ code }) => code === 'act.readable-error') ? EXIT.refused : EXIT.findings;
}
