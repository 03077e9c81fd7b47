import { readCommand } from '../../diagnose/decide-command.js';
import { isFromSharedCache } from '../../diagnose/raw/classify-answer.js';
import { concludeReading } from '../../diagnose/raw/conclude-reading.js';
import { explainExchange } from '../../diagnose/raw/explain-exchange.js';
import { preflightProbe, type RawProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawRequest } from '../../diagnose/raw/raw-exchange.js';
import type { ExplainedRequest } from '../../fetch-standard/page-request.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import { askSecurely } from './ask-securely.js';
import { isKeptForAll } from './is-kept-for-all.js';
import type { RawAsker } from './raw-asker.js';
import { isOfBucket, maySpeakOfRules } from './speaks-of-rules.js';
import { type FirstLook, whyRefused } from './why-refused.js';

/** A request that only reads and goes out unasked. */
export interface ReadingLook {
  readonly probe: RawProbe;
  /** The same at an address that no cache knows. */
  readonly fresh: RawProbe;
  readonly explained: ExplainedRequest;
  readonly known: FirstLook['known'];
}

/**
 * Sends a request as it is that only reads and goes out unasked: what a page sees is its answer. Preflights are only asked where
 * the answer allows nobody, as a store then says to them why.
 */
export async function readFirst(request: RawRequest, asker: RawAsker, look: ReadingLook): Promise<Diagnosis> {
  const { probe, fresh, explained, known } = look;
  const { response, failure } = await asker.look(probe);
  const read = await explainExchange({ request, response, failure }, known);
  if (response === null) return { ...read, ...(await askSecurely(request, asker, read, explained)) };
  const { evidence } = asker;
  if (read.code === 'ok.allowed') {
    const isRisky = await isKeptForAll(response, fresh, async (asked) => (await asker.look(asked)).response);
    if (!isRisky) return { ...read, evidence };
    // It is readable for whoever comes after a page, and for nobody after an image.
    const undecided = { candidates: ['cache.cdn-poison' as const], command: readCommand(read.request) };
    return { ...read, evidence, confidence: 'strong', undecided };
  }
  const isUnexplained = read.code === 'act.no-acao' || read.code === 'cache.cdn-poison';
  const again = isUnexplained ? await asker.look(fresh) : null;
  const readFresh = again === null ? null : await explainExchange({ request, ...again }, known);
  if (readFresh?.code === 'ok.allowed') return concludeReading(read, true, evidence);
  if (read.raw?.refusal !== 'allow-origin-missing') return { ...read, evidence };

  const { method, unsafeHeaders } = explained;
  const asked = preflightProbe(request, method, unsafeHeaders);
  const first = await asker.ask(asked, method, unsafeHeaders);
  if (first.passed === true) return concludeReading(read, false, evidence);
  const preflight = { headers: unsafeHeaders, response: first.response };
  const exact = await explainExchange({ request, preflight, failure: first.failure }, known);
  if (!maySpeakOfRules(exact, first)) return { ...read, evidence };
  const found = await whyRefused(request, asker, {
    ...{ probe: asked, first, exact, explained, known },
    reading: response,
  });
  if (!isOfBucket(found.code)) return { ...read, evidence };
  // A cache that keeps what the store once said to OPTIONS says nothing of today.
  const isOld = first.response !== null && isFromSharedCache(first.response);
  return isOld ? leaveAnswerOpen(found, read) : explainedByRules(found, read, readFresh ?? read);
}

/**
 * Why the answer allows nobody, where a preflight tells: the store's own words count where it gave the answer, too.
 *
 * @param last - The answer that comes from the store for sure, if any does.
 */
function explainedByRules(found: Diagnosis, read: Diagnosis, last: Diagnosis): Diagnosis {
  const isAgreed =
    last.raw?.refusal === 'allow-origin-missing' &&
    [last.raw, found.raw].every((raw) => raw?.answeredBy === 'store');
  // Somebody in front may give the one and the store the other.
  return isAgreed ? found : leaveAnswerOpen(found, read);
}

/** The answer alone may be what is wrong. */
function leaveAnswerOpen(found: Diagnosis, read: Diagnosis): Diagnosis {
  const { candidates = [], command = readCommand(read.request) } = found.undecided ?? {};
  const open = [...new Set([read.code, ...candidates])].filter((code) => code !== found.code);
  return {
    ...found,
    confidence: found.confidence === 'proof' ? 'strong' : found.confidence,
    undecided: { candidates: open, command },
  };
}
