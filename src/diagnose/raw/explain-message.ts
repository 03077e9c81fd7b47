import { CAUSE_FACTS } from '../../explain/cause-facts.js';
import { type ExplainOptions, explainDiagnosis } from '../../explain/explain-diagnosis.js';
import type { Explanation } from '../../explain/explanation.js';
import type { ConsoleReading } from '../../fetch-standard/console/console-reading.js';
import { readConsoleMessage } from '../../fetch-standard/console/read-console-message.js';
import { showAddress } from '../../fetch-standard/show-address.js';
import type { Diagnosis, SentRequest } from '../../model/diagnosis.js';
import { s3 } from '../../stores/s3.js';
import type { RuledStore } from '../../stores/store.js';
import { blankDiagnosis } from '../conclude.js';
import { preflightCommand, readCommand } from '../decide-command.js';
import { type Classification, likely } from './classification.js';
import { classifyMessage } from './classify-message.js';
import { showToken, showWords } from './redact.js';

/** What is known beside the line. */
export interface ExplainMessageOptions extends ExplainOptions {
  /** The kind of store that was asked. Default: `s3`. */
  readonly store?: RuledStore;
}

/** What a line of the console means. */
export interface MessageExplanation {
  /** What the console's line says. What it quotes is short and without secrets. */
  readonly reading: ConsoleReading;
  /** As far as one line tells: mostly `undecided` lists several causes, and a command that decides it. */
  readonly diagnosis: Diagnosis;
  /** The cause in words. */
  readonly explanation: Explanation;
}

/** Lines with two signed addresses fit. Reading takes far longer than a line is longer. */
const LONGEST_LINE = 6000;

/**
 * Says what lines of a browser's console really mean on a store: "missing Access-Control-Allow-Origin" is what every
 * refusal of an object store looks like, whatever its cause. Pure.
 *
 * @param text - One or more lines, copied from the console of Chromium, Firefox (English or Chinese) or Safari. Of each no
 *   more is looked at than its first 6,000 characters.
 * @returns One entry for each line that is about a refused request, in their order; empty when there is none.
 */
export function explainMessage(text: string, options: ExplainMessageOptions = {}): MessageExplanation[] {
  const { store = s3, ...explain } = options;
  const lines = text.split('\n').map((line) => line.slice(0, LONGEST_LINE));
  const shown = lines.join('\n');
  const askedFirst = redirectedFrom(shown);
  const methods = methodsNamed(shown);
  return readConsoleMessage(shown).readings.map((reading) => {
    const { url } = reading;
    const diagnosis = diagnose(reading, store, askedFirst.get(url) ?? '', methods.get(url) ?? '');
    const shownReading = { ...reading, value: showWords(reading.value), failure: showWords(reading.failure) };
    return { reading: shownReading, diagnosis, explanation: explainDiagnosis(diagnosis, explain) };
  });
}

/** The addresses that pages asked, by those to which redirects led: a line of Chromium names both. */
function redirectedFrom(text: string): ReadonlyMap<string, string> {
  const named = text.matchAll(/ at '([^'\n]*)' \(redirected from '([^'\n]*)'\)/g);
  return new Map(Array.from(named, ([, last = '', first = '']) => [showAddress(last), showAddress(first)]));
}

/** The methods by their addresses: Chromium names both where it names a failure. Empty: several for one address. */
function methodsNamed(text: string): ReadonlyMap<string, string> {
  const methods = new Map<string, string>();
  for (const [, method = '', address = ''] of text.matchAll(
    /\b(GET|HEAD|POST|PUT|DELETE|PATCH) (\S+) net::ERR_/g,
  )) {
    const url = showAddress(address);
    methods.set(url, (methods.get(url) ?? method) === method ? method : '');
  }
  return methods;
}

/** Where a redirect led to an answer that is refused, it is the redirect that the page did not reckon with. */
function classify(reading: ConsoleReading, store: RuledStore, isRedirected: boolean): Classification {
  // Behind one to another origin browsers send `null`, whatever the page's is.
  const found = classifyMessage(isRedirected ? { ...reading, origin: '' } : reading, store);
  const { code, candidates } = found;
  if (!isRedirected || code === 'act.redirect' || !/^(act|pre)/.test(code)) return found;
  return likely('act.redirect', code, ...(candidates ?? []).filter((other) => other !== 'act.redirect'));
}

/**
 * @param first - The address that the page asked, where it was redirected. Empty: it was not.
 * @param named - The method that a line names for the address. Empty: none does.
 */
function diagnose(reading: ConsoleReading, store: RuledStore, first: string, named: string): Diagnosis {
  const [refusal = ''] = reading.refusals;
  const { code, confidence, candidates } = classify(reading, store, first !== '');
  const method = refusal === 'method-not-allowed' && reading.value !== '' ? showToken(reading.value) : named;
  const names = refusal === 'header-not-allowed' ? [showToken(reading.value).toLowerCase()] : [];
  const request: SentRequest = {
    origin: reading.origin,
    method,
    url: first || reading.url,
    unsafeHeaders: names,
    droppedHeaders: [],
    needsPreflight: reading.blockedAt === 'preflight',
    preflightCauses: names,
  };
  const asked = {
    ...request,
    origin: reading.origin || 'ORIGIN-OF-THE-PAGE',
    method: method || 'METHOD',
    url: request.url || 'ADDRESS',
  };
  // It shows each hop; a preflight would show the first alone.
  const command = first === '' ? preflightCommand(asked) : readCommand(asked, '-L ');
  return blankDiagnosis(request, [], {
    code,
    stage: CAUSE_FACTS[code].stage,
    confidence,
    conflicts: names.map((name) => ({ kind: 'headers', members: [name] })),
    undecided: candidates === null ? null : { candidates, command },
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
