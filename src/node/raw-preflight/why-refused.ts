import type { Ask, Cause } from '../../diagnose/infer/cause.js';
import { findCause } from '../../diagnose/infer/find-cause.js';
import { concludeProbes } from '../../diagnose/raw/conclude-probes.js';
import { concludeRedirect } from '../../diagnose/raw/conclude-redirect.js';
import { type ExplainExchangeOptions, explainExchange } from '../../diagnose/raw/explain-exchange.js';
import { elsewhereProbe, preflightProbe, type RawProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawRequest, RawResponse } from '../../diagnose/raw/raw-exchange.js';
import { headerOf, readAnswer } from '../../diagnose/raw/raw-finding.js';
import type { ExplainedRequest } from '../../fetch-standard/page-request.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import type { Store } from '../../stores/store.js';
import { askBeside } from './ask-beside.js';
import { type AskedPreflight, confirmProof } from './confirm-proof.js';
import { leaveBusyOpen } from './leave-busy-open.js';
import type { RawAnswer, RawAsker } from './raw-asker.js';
import { sharpenByLooks } from './sharpen-by-looks.js';

/** What is known when the first preflight has been answered. */
export interface FirstLook {
  readonly probe: RawProbe;
  readonly first: RawAnswer;
  /** The diagnosis of that answer alone. */
  readonly exact: Diagnosis;
  readonly explained: ExplainedRequest;
  readonly known: ExplainExchangeOptions & { readonly store: Store };
  /** The answer to the request itself. `null`: it was not sent, or got none. */
  readonly reading: RawResponse | null;
}

/** Besides the planned ones, of which there are at most a dozen. */
const MOST_ASKED = 40;
/** What is said where the server was too busy to say anything. */
const UNTOLD: Cause = { kind: 'unknown', why: 'no-answer' };

/** Asks which part of a refused preflight is refused, and by whom, by preflights and requests beside it. */
export async function whyRefused(
  request: RawRequest,
  asker: RawAsker,
  { probe: exactProbe, first, exact, explained, known, reading }: FirstLook,
): Promise<Diagnosis> {
  const { method, unsafeHeaders } = explained;
  const location = first.response === null ? '' : headerOf(first.response, 'location');
  const target = location === '' ? null : elsewhereProbe(request, location);
  if (target !== null) {
    const { response, failure } = await asker.ask(target, method, unsafeHeaders);
    const there = { ...request, url: target.url };
    const preflight = { headers: unsafeHeaders, response };
    const beyond = await explainExchange({ request: there, preflight, failure }, known);
    return concludeRedirect(exact, beyond, asker.evidence);
  }
  const heard: AskedPreflight[] = [];
  const ask: Ask = async (asked, names) => {
    const probe = preflightProbe(request, asked, names);
    const answer = await asker.ask(probe, asked, names);
    heard.push({ probe, method: asked, names, answer });
    return { passed: answer.isUntold ? null : answer.passesBesideCookies, answer: null };
  };
  const cause = first.isUntold
    ? UNTOLD
    : await findCause({
        ask: within(MOST_ASKED, ask, first.passed, explained),
        // The first answer came.
        reach: async () => 'answered',
        method,
        names: unsafeHeaders,
        needsPreflight: true,
        showsUploads: true,
        isFirstBlind: false,
      });
  // Where nothing but cookies is refused, what passes beside them tells nothing more.
  const isPassing = (answer: RawAnswer) =>
    (first.passesBesideCookies === true ? answer.passed : answer.passesBesideCookies) === true;
  const beside = await askBeside(request, asker, explained, known.store, { first, reading }, isPassing);
  const { nearOrigins, otherOrigins, unsigned, looks } = beside;
  const passed = heard.filter(({ answer }) => answer.passesBesideCookies === true);
  const answers = [...passed, ...nearOrigins, ...otherOrigins].flatMap(({ answer }) => answer.response ?? []);
  const readings = await Promise.all(answers.map((response) => readAnswer(response, known.store)));
  const { status = 0 } = looks.head?.response ?? {};
  const refusal = first.response === null ? null : await readAnswer(first.response, known.store);
  const passesUnsigned = unsigned === null ? null : isPassing(unsigned.answer);
  const found = concludeProbes({
    exact,
    serviceMessage: refusal?.error.serviceMessage ?? '',
    cause,
    store: known.store,
    rules: known.rules ?? null,
    evidence: asker.evidence,
    passingOrigins: nearOrigins.map(({ probe }) => originOf(probe)),
    passesUnsigned,
    movedTo: status >= 300 && status < 400 ? (looks.head?.elsewhere ?? '') : '',
    passingIsStore: readings.some(({ isStore }) => isStore),
  });
  const [nearest = null] = nearOrigins;
  const another = heard.find((each) => each.method !== method) ?? null;
  const likest = passed.reduce((best: AskedPreflight | null, each) => liker(best, each, method), null);
  return confirmProof(
    leaveBusyOpen(sharpenByLooks(found, looks), first, known.store),
    {
      exact,
      refused: { probe: exactProbe, method, names: unsafeHeaders, answer: first },
      // Where nothing passes, that another method does not either.
      beside: passesUnsigned === true ? unsigned : (likest ?? nearest ?? another),
    },
    asker,
  );
}

/** Which of two that pass is more like the request: of its method, and then with more names. */
function liker(best: AskedPreflight | null, other: AskedPreflight, method: string): AskedPreflight {
  if (best === null) return other;
  const isOwn = other.method === method;
  if (isOwn !== (best.method === method)) return isOwn ? other : best;
  return other.names.length > best.names.length ? other : best;
}

function originOf({ headers }: RawProbe): string {
  return headers.find(([name]) => name === 'Origin')?.[1] ?? '';
}

/** Not more than so many questions; the first answer is known already. */
function within(most: number, ask: Ask, first: boolean | null, explained: ExplainedRequest): Ask {
  let left = most;
  const questionOf = (asked: string, names: readonly string[]): string => [asked, ...names].join(' ');
  // What was answered raw was not lost, and so needs no second look.
  const seen = new Map([[questionOf(explained.method, explained.unsafeHeaders), first]]);
  return async (method, names) => {
    const known = seen.get(questionOf(method, names)) ?? null;
    if (known !== null) return { passed: known, answer: null };
    left -= 1;
    if (left < 0) return { passed: null, answer: null, isOverBudget: true };
    const answer = await ask(method, names);
    seen.set(questionOf(method, names), answer.passed);
    return answer;
  };
}
