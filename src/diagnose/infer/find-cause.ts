import type { Ask, Cause } from './cause.js';
import { minimalConflict } from './minimal-conflict.js';

const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];

/**
 * Finds what a store refuses, by asking about requests that differ in one thing at a time.
 *
 * It rests on one property of every store that allows by rules: a set of header names that passes, passes with any of
 * them left out. An answer against it means that something other than rules decides, and then nothing is claimed.
 *
 * @param ask - Sends one probe. Asked side by side where the answers do not depend on each other.
 * @param method - The method of the request.
 * @param names - The header names that its preflight asks for, lower-case, sorted.
 */
export async function findCause(ask: Ask, method: string, names: readonly string[]): Promise<Cause> {
  const [full, bare] = await Promise.all([ask(method, names), names.length === 0 ? null : ask(method, [])]);
  if (full.passed === true) {
    if (bare?.passed === false) return { kind: 'unknown', why: 'contradiction' };
    return { kind: 'passes', readable: full.readable || bare?.readable === true };
  }
  const withoutHeaders = bare ?? full;
  if (withoutHeaders.passed === null) return { kind: 'unknown', why: 'no-answer' };
  if (!withoutHeaders.passed) return confirmed(ask, method, [[]], await findOtherMethods(ask, method));
  if (full.passed === null) return findBehindMask(ask, method, names);
  return findHeaders(ask, method, names);
}

async function findOtherMethods(ask: Ask, method: string): Promise<Cause> {
  const others = METHODS.filter((other) => other !== method);
  const answers = await Promise.all(others.map((other) => ask(other, [])));
  const passing = others.filter((_, index) => answers[index]?.passed === true);
  if (passing.length > 0) return { kind: 'method', passing };
  return answers.some((answer) => answer.passed === null)
    ? { kind: 'unknown', why: 'no-answer' }
    : { kind: 'all-refused' };
}

/** First each name alone, side by side; then, if what is left does not pass together, a smallest conflict within it. */
async function findHeaders(ask: Ask, method: string, names: readonly string[]): Promise<Cause> {
  if (names.length === 1) return confirmed(ask, method, [names], { kind: 'headers', conflicts: [names] });
  const alone = await Promise.all(names.map((name) => ask(method, [name])));
  if (alone.some((answer) => answer.passed === null)) return { kind: 'unknown', why: 'no-answer' };
  const conflicts = names.filter((_, index) => alone[index]?.passed === false).map((name) => [name]);
  const rest = names.filter((_, index) => alone[index]?.passed === true);
  if (rest.length > 1) {
    const together = conflicts.length === 0 ? { passed: false } : await ask(method, rest);
    if (together.passed === null) return { kind: 'unknown', why: 'no-answer' };
    if (!together.passed) {
      const conflict = await conflictWithin(ask, method, rest);
      if (conflict === null) return { kind: 'unknown', why: 'no-answer' };
      conflicts.push(conflict);
    }
  }
  return confirmed(ask, method, conflicts, { kind: 'headers', conflicts });
}

async function conflictWithin(ask: Ask, method: string, names: readonly string[]): Promise<string[] | null> {
  let lost = false;
  const conflict = await minimalConflict(names, async (subset) => {
    const { passed } = await ask(method, subset);
    lost ||= passed === null;
    return passed === false;
  });
  return lost ? null : conflict;
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
  if (answer.passed === true) return { kind: 'unknown', why: 'masked' };
  return answer.passed === false ? findHeaders(ask, method, seen) : { kind: 'unknown', why: 'no-answer' };
}

/** A verdict rests on refusals, and networks drop requests: each refused set is asked about once more. */
async function confirmed(
  ask: Ask,
  method: string,
  refused: readonly (readonly string[])[],
  cause: Cause,
): Promise<Cause> {
  if (cause.kind === 'unknown') return cause;
  const again = await Promise.all(refused.map((names) => ask(method, names)));
  if (again.some((answer) => answer.passed === null)) return { kind: 'unknown', why: 'no-answer' };
  return again.some((answer) => answer.passed) ? { kind: 'unknown', why: 'contradiction' } : cause;
}
