import { CORS_METHODS } from '../../model/cors-methods.js';
import type { Answer, Ask, Cause } from './cause.js';
import { minimalConflict } from './minimal-conflict.js';

type Unknown = Extract<Cause, { kind: 'unknown' }>;

/** With more names than this, asking about each alone costs more than searching. */
const MOST_ALONE = 8;
/** How often a refusal is asked about again: networks drop requests, and a dropped one looks refused. */
const CONFIRMATIONS = 2;
const MOST_CONFIRMED_TWICE = 4;

/**
 * Finds what a store refuses, by asking about requests that differ in one thing at a time.
 *
 * It rests on one property of every store that allows by rules: a set of header names that passes, passes with any of
 * them left out. An answer against it means that something other than rules decides, and then nothing is claimed. Nor is
 * anything when a question stays without an answer.
 *
 * @param ask - Sends one probe. Asked side by side where the answers do not depend on each other.
 * @param method - The method of the request.
 * @param names - The header names that its preflight asks for, lower-case, sorted.
 * @param showsUploads - Whether the request has a body and a preflight, so that a browser tells which of its two legs failed.
 */
export async function findCause(
  ask: Ask,
  method: string,
  names: readonly string[],
  showsUploads: boolean,
): Promise<Cause> {
  const [full, bare] = await Promise.all([ask(method, names), names.length === 0 ? null : ask(method, [])]);
  if (full.passed === true) {
    if (bare?.passed === false) return { kind: 'unknown', why: 'contradiction' };
    const answer = bare?.answer ?? full.answer;
    const readable = full.answer !== null ? 'yes' : answer !== null ? 'without-headers' : 'no';
    return { kind: 'passes', readable, answer };
  }
  if (full.isRedirected === true) return { kind: 'unknown', why: 'redirect' };
  const withoutHeaders = bare ?? full;
  if (withoutHeaders.passed === null) return unanswered([withoutHeaders]);
  if (!withoutHeaders.passed) return findOtherMethods(ask, method, showsUploads);
  if (full.passed === null) return findBehindMask(ask, method, names);
  return findHeaders(ask, method, names);
}

async function findOtherMethods(ask: Ask, method: string, showsUploads: boolean): Promise<Cause> {
  const others = CORS_METHODS.filter((other) => other !== method);
  const askAll = () => Promise.all(others.map((other) => ask(other, [])));
  let answers = await askAll();
  // That nothing at all passes rests on every one of them.
  if (answers.every((answer) => answer.passed === false)) answers = await askAll();
  const passing = others.filter((_, index) => answers[index]?.passed === true);
  // Such a request shows only its answer: where no answer at all can be read, that tells nothing of its permission.
  const canSee = others.some((_, index) => answers[index]?.answer != null);
  if (passing.length > 0 && !canSee && !showsUploads) return { kind: 'unknown', why: 'masked' };
  if (passing.length > 0) return confirmed(ask, method, [[]], { kind: 'method', passing });
  if (answers.some((answer) => answer.passed === null)) return unanswered(answers);
  return confirmed(ask, method, [[]], { kind: 'all-refused' });
}

/** Every smallest set of names that is refused, no name in two of them. */
async function findHeaders(ask: Ask, method: string, names: readonly string[]): Promise<Cause> {
  const conflicts: (readonly string[])[] = [];
  let rest = names;
  if (names.length > 1 && names.length <= MOST_ALONE) {
    const alone = await Promise.all(names.map((name) => ask(method, [name])));
    if (alone.some((answer) => answer.passed === null)) return unanswered(alone);
    conflicts.push(...names.filter((_, index) => alone[index]?.passed === false).map((name) => [name]));
    rest = names.filter((_, index) => alone[index]?.passed === true);
  }
  while (rest.length > 0) {
    // All names together are known to be refused; what is left of them is not.
    const together = rest.length === names.length ? { passed: false, answer: null } : await ask(method, rest);
    if (together.passed === true) break;
    const conflict =
      together.passed === null ? unanswered([together]) : await conflictWithin(ask, method, rest);
    if (!Array.isArray(conflict)) {
      const isEnough = conflict.why === 'budget' && conflicts.length > 0;
      return isEnough ? { kind: 'headers', conflicts, isCertain: false } : conflict;
    }
    conflicts.push(conflict);
    rest = rest.filter((name) => !conflict.includes(name));
  }
  const isCertain = conflicts.length <= MOST_CONFIRMED_TWICE;
  return confirmed(ask, method, conflicts, { kind: 'headers', conflicts, isCertain });
}

async function conflictWithin(
  ask: Ask,
  method: string,
  names: readonly string[],
): Promise<string[] | Unknown> {
  const lost: Answer[] = [];
  const conflict = await minimalConflict(names, async (subset) => {
    const answer = await ask(method, subset);
    if (answer.passed === null) lost.push(answer);
    return answer.passed === false;
  });
  return lost.length > 0 ? unanswered(lost) : conflict;
}

/**
 * Reading requests have no upload events, so that an error answer without CORS headers looks like a refused preflight. A
 * store may answer so to a made-up `authorization`; without that name it answers to anybody, readably.
 */
async function findBehindMask(ask: Ask, method: string, names: readonly string[]): Promise<Cause> {
  const seen = names.filter((name) => name !== 'authorization');
  if (seen.length === names.length) return { kind: 'unknown', why: 'no-answer' };
  if (seen.length === 0) return { kind: 'unknown', why: 'masked' };
  const answer = await ask(method, seen);
  if (answer.passed === null) return unanswered([answer]);
  return answer.passed ? { kind: 'unknown', why: 'masked' } : findHeaders(ask, method, seen);
}

async function confirmed(
  ask: Ask,
  method: string,
  refused: readonly (readonly string[])[],
  cause: Cause,
): Promise<Cause> {
  // Many refusals together are unlikely to be all lost, and the probes are counted.
  const times = refused.length > MOST_CONFIRMED_TWICE ? 1 : CONFIRMATIONS;
  const again = Array.from({ length: times }, () => refused).flat();
  const answers = await Promise.all(again.map((names) => ask(method, names)));
  if (answers.some((answer) => answer.passed === true)) return { kind: 'unknown', why: 'contradiction' };
  return answers.some((answer) => answer.passed === null) ? unanswered(answers) : cause;
}

function unanswered(answers: readonly Answer[]): Unknown {
  const isOverBudget = answers.some((answer) => answer.isOverBudget === true);
  return { kind: 'unknown', why: isOverBudget ? 'budget' : 'no-answer' };
}
