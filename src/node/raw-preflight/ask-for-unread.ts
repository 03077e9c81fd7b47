import { preflightCommand } from '../../diagnose/decide-command.js';
import { explainExchange } from '../../diagnose/raw/explain-exchange.js';
import { headProbe, planProbes, preflightProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawRequest } from '../../diagnose/raw/raw-exchange.js';
import { refusedByRules } from '../../diagnose/raw/refused-by-rules.js';
import type { ExplainedRequest } from '../../fetch-standard/page-request.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import { askSecurely } from './ask-securely.js';
import type { RawAsker } from './raw-asker.js';
import { readBeside } from './read-beside.js';
import { isOfBucket, maySpeakOfRules } from './speaks-of-rules.js';
import { type FirstLook, whyRefused } from './why-refused.js';

/** What the answer to a request may be that nobody has sent. */
const UNSEEN: readonly DiagnosisCode[] = ['act.error-without-cors', 'act.no-acao'];
const COOKIES: readonly DiagnosisCode[] = ['pre.cred-missing', 'pre.cred-wildcard'];
/** What a preflight shows that its answer may show as well. */
const ON_ANSWER: Readonly<Partial<Record<DiagnosisCode, DiagnosisCode>>> = {
  'pre.acao-mismatch': 'act.acao-mismatch',
  'pre.acao-multiple': 'act.acao-multiple',
  'pre.redirect': 'act.redirect',
};

/**
 * Of a request that a browser sends without asking, and that is not sent from here, as it changes things or carries secrets: what
 * the store says to a preflight hints at its rules. It proves nothing, as no page ever sends that preflight.
 */
export async function askForUnread(
  request: RawRequest,
  asker: RawAsker,
  explained: ExplainedRequest,
  known: FirstLook['known'],
): Promise<Diagnosis> {
  const { method, unsafeHeaders } = explained;
  // A signature is looked at with the request alone, where no preflight is sent.
  const url = planProbes(request).find(({ purpose }) => purpose === 'without-signature')?.url ?? request.url;
  const unsigned = { ...request, url };
  const probe = preflightProbe(unsigned, method, unsafeHeaders);
  const first = await asker.ask(probe, method, unsafeHeaders);
  const preflight = { headers: unsafeHeaders, response: first.response };
  const exact = await explainExchange({ request: unsigned, preflight, failure: first.failure }, known);
  if (first.passed === true) return leaveOpen(await readBeside(request, asker, exact, known), UNSEEN);
  if (exact.code === 'net.captive') return exact;
  if (first.passed === null && (await asker.look(headProbe(request))).response === null) {
    const failure = first.failure === null ? null : { ...first.failure, leg: 'request' as const };
    const nobody = await explainExchange({ request, response: null, failure }, known);
    return { ...nobody, ...(await askSecurely(request, asker, nobody, explained)) };
  }
  const isOfRules = maySpeakOfRules(exact, first);
  const found = isOfRules
    ? await whyRefused(unsigned, asker, { probe, first, exact, explained, known, reading: null })
    : exact;
  if (isOfRules && isOfBucket(found.code)) return leaveOpen(found, [...UNSEEN, 'ok.allowed']);
  const alike = ON_ANSWER[found.code];
  const rules = refusedByRules(known.store, false);
  const cookies = explained.credentials === 'include' ? COOKIES : [];
  const others = [...(alike === undefined ? [] : [alike]), ...cookies, ...rules, 'pre.bucket' as const];
  return {
    ...found,
    ...{ code: 'undecided', stage: 'none', confidence: 'weak', conflicts: [], repairs: [] },
    evidence: asker.evidence,
    undecided: {
      candidates: ['ok.allowed', ...UNSEEN, ...others],
      command: preflightCommand(found.request),
    },
  };
}

function leaveOpen(found: Diagnosis, codes: readonly DiagnosisCode[]): Diagnosis {
  const { candidates = [], command = preflightCommand(found.request) } = found.undecided ?? {};
  const open = [...new Set([...candidates, ...codes])].filter((code) => code !== found.code);
  return {
    ...found,
    confidence: found.confidence === 'proof' ? 'strong' : found.confidence,
    undecided: { candidates: open, command },
  };
}
