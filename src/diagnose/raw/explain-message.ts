import { CAUSE_FACTS } from '../../explain/cause-facts.js';
import { type ExplainOptions, explainDiagnosis } from '../../explain/explain-diagnosis.js';
import type { Explanation } from '../../explain/explanation.js';
import type { ConsoleReading } from '../../fetch-standard/console/console-reading.js';
import { readConsoleMessage } from '../../fetch-standard/console/read-console-message.js';
import type { Diagnosis, SentRequest } from '../../model/diagnosis.js';
import { s3 } from '../../stores/s3.js';
import type { RuledStore } from '../../stores/store.js';
import { blankDiagnosis } from '../conclude.js';
import { preflightCommand } from '../decide-command.js';
import { classifyMessage } from './classify-message.js';
import { showToken, showWords } from './redact.js';

/** What is known beside the line. */
export interface ExplainMessageOptions extends ExplainOptions {
  /** The kind of store that was asked. Default: `s3`. */
  readonly store?: RuledStore;
}

/** What a line of the console means. */
export interface MessageExplanation {
  /** What the console's line says. */
  readonly reading: ConsoleReading;
  /** As far as one line tells: mostly `undecided` lists several causes, and a command that decides it. */
  readonly diagnosis: Diagnosis;
  /** The cause in words. */
  readonly explanation: Explanation;
}

/**
 * Says what lines of a browser's console really mean on a store: "missing Access-Control-Allow-Origin" is what every
 * refusal of an object store looks like, whatever its cause. Pure.
 *
 * @param text - One or more lines, copied from the console of Chromium, Firefox (English or Chinese) or Safari.
 * @returns One entry for each line that is about a refused request, in their order; empty when there is none.
 */
export function explainMessage(text: string, options: ExplainMessageOptions = {}): MessageExplanation[] {
  const { store = s3, ...explain } = options;
  return readConsoleMessage(text).readings.map((reading) => {
    const diagnosis = diagnose(reading, store);
    return { reading, diagnosis, explanation: explainDiagnosis(diagnosis, explain) };
  });
}

function diagnose(reading: ConsoleReading, store: RuledStore): Diagnosis {
  const [refusal = ''] = reading.refusals;
  const { code, confidence, candidates } = classifyMessage(reading, store);
  const method = refusal === 'method-not-allowed' && reading.value !== '' ? showToken(reading.value) : '';
  const names = refusal === 'header-not-allowed' ? [showToken(reading.value).toLowerCase()] : [];
  const request: SentRequest = {
    origin: reading.origin,
    method,
    url: reading.url,
    unsafeHeaders: names,
    droppedHeaders: [],
    needsPreflight: reading.blockedAt === 'preflight',
    preflightCauses: names,
  };
  const asked = {
    ...request,
    origin: reading.origin || 'ORIGIN-OF-THE-PAGE',
    method: method || 'METHOD',
    url: reading.url || 'ADDRESS',
  };
  return blankDiagnosis(request, [], {
    code,
    stage: CAUSE_FACTS[code].stage,
    confidence,
    conflicts: names.map((name) => ({ kind: 'headers', members: [name] })),
    undecided: candidates === null ? null : { candidates, command: preflightCommand(asked) },
    raw: {
      status: reading.status,
      refusal,
      value: showWords(reading.value),
      serviceCode: '',
      kind: 'other',
      server: '',
      answeredBy: 'nobody',
      elsewhere: '',
      failure: showWords(reading.failure),
      allowedOrigin: '',
    },
  });
}
