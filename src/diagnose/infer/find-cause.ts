import type { Answer, Ask, Cause } from './cause.js';
import { type FoundHeaders, findHeaders } from './find-headers.js';
import { findOtherMethods } from './find-other-methods.js';
import type { Question } from './question.js';
import { seePreflight } from './see-preflight.js';
import { unanswered } from './unanswered.js';

/**
 * Finds what a store refuses, by asking about requests that differ in one thing at a time.
 *
 * It rests on one property of every store that allows by rules: a set of header names that passes, passes with any of
 * them left out. An answer against it means that something other than rules decides, and then nothing is claimed. Nor is
 * anything when a question stays without an answer.
 *
 * Networks drop requests, and a dropped one looks refused. So what passes once, passes; and a refusal that a verdict
 * rests on is asked about until three answers stand for it.
 */
export async function findCause(asked: Question): Promise<Cause> {
  const { method, names } = asked;
  const heard: [readonly string[], Answer][] = [];
  const ask: Ask = async (whose, set, isAgain) => {
    const answer = await asked.ask(whose, set, isAgain);
    // A plain POST passes without headers whatever is refused; that nothing at all did shows what gets lost.
    const isTold = answer.passed !== null && (set.length > 0 || !answer.passed);
    if (whose === method && isTold) heard.push([set, answer]);
    return answer;
  };
  const question: Question = { ...asked, ask, heard };
  const full = await ask(method, names);
  if (full.isForbiddenHere === true) return { kind: 'policy' };
  if (full.isRedirected === true) return { kind: 'unknown', why: 'redirect' };
  if (full.answer !== null) return passing(full, full);
  const expected = full.passed === false ? await conflictsOf(question) : [];
  if (await isBorneOut(question, expected)) {
    return { kind: 'headers', conflicts: expected, isCertain: true };
  }
  if (full.passed === true) return causeWithFull(question, full);
  const bare = names.length === 0 ? full : await ask(method, []);
  if (bare.passed === true) return causeWithBare(question, full, bare);
  if (bare.passed === null) return unanswered([bare]);
  // Nothing was answered so far: it may be hidden. Where a made-up signature may be why, it is left out first: most of what
  // refuses that, refuses the whole.
  if (question.isFirstBlind) {
    const again = names.includes('authorization') ? await ask(method, []) : null;
    const whole = again?.passed === false ? full : await ask(method, names);
    if (whole.passed === true) return passing(whole, again ?? whole);
    if (again?.passed === true) return causeWithBare({ ...question, isSeen: true }, whole, again);
    if (again?.passed === null || whole.passed === null) return unanswered([again ?? whole, whole]);
  }
  const found = await findOtherMethods(question);
  // The answer that said no was lost.
  if (found.kind === 'full-passes') return causeWithFull(question, found.full);
  return found.kind === 'bare-passes' ? causeWithBare(question, full, found.bare) : found;
}

/** The cause where the request passes without headers. */
async function causeWithBare(question: Question, full: Answer, bare: Answer): Promise<Cause> {
  if (question.names.length === 0) return passing(bare, bare);
  if (full.mayBeHidden === true) return causeBehindMask(question, bare);
  if (full.passed === null) return unanswered([full]);
  if (question.isFirstBlind && question.hidesSignatures && question.names.includes('authorization')) {
    const whole = await question.ask(question.method, question.names);
    if (whole.passed === true) return passing(whole, bare);
    return causeWithBare({ ...question, isSeen: true, isFirstBlind: false }, whole, bare);
  }
  const found = await search(question, bare, []);
  return found.kind === 'all-pass' ? passing(found.all, bare) : found;
}

/** Looks for the names that are refused, where the request passes without them: first for those that are expected to be. */
async function search(
  question: Question,
  bare: Answer,
  expected: readonly (readonly string[])[],
): Promise<FoundHeaders> {
  if (await isBorneOut(question, expected)) {
    return { kind: 'headers', conflicts: expected, isCertain: true };
  }
  return findHeaders(question, bare, shownBy(question, bare));
}

/**
 * A plain GET or POST is sent unasked: that it passes tells nothing of preflights. Where no set of names was seen to pass, perhaps
 * none does. Answers whether any was; looks for one once.
 */
function shownBy({ ask, method, names, expected }: Question, bare: Answer) {
  let looked: Promise<unknown> | null = null;
  return async (): Promise<boolean> => {
    if (bare.isUnasked !== true) return true;
    // Rules that allow the request are not what refuses it, whatever does.
    if ((await expected?.())?.code === null) return false;
    looked ??= seePreflight(ask, [{ method, answer: bare }], method, names);
    return (await looked) !== null;
  };
}

/**
 * It passes, but its answer cannot be read. Where a made-up signature went along, that may be why: without it the answer is
 * looked for, twice, as one may get lost.
 */
async function causeWithFull({ ask, method, names }: Question, full: Answer): Promise<Cause> {
  if (!names.includes('authorization')) return passing(full, full);
  const first = await ask(method, []);
  const bare = first.answer === null ? await ask(method, []) : first;
  const isRefused = bare.passed === false && bare.isUnasked !== true;
  return isRefused ? { kind: 'unknown', why: 'contradiction' } : passing(full, bare);
}

/**
 * Reading requests have no upload events, so that an error answer without CORS headers looks like a refused preflight. A
 * store may answer so to a made-up `authorization`; without that name it answers to anybody, readably.
 */
async function causeBehindMask(question: Question, bare: Answer): Promise<Cause> {
  const { ask, method, names } = question;
  const expected = await conflictsOf(question);
  if (await isShowingErrors(question)) {
    const askUnhidden: Ask = async (...asked) => {
      const answer = await ask(...asked);
      return answer.mayBeHidden === true ? { ...answer, passed: false } : answer;
    };
    const found = await search({ ...question, ask: askUnhidden, isSeen: true }, bare, expected);
    return found.kind === 'all-pass' ? passing(found.all, bare) : found;
  }
  const seen = names.filter((name) => name !== 'authorization');
  const unsigned = seen.length === 0 ? bare : await ask(method, seen);
  if (unsigned.passed === true) return { kind: 'unknown', why: 'masked' };
  if (unsigned.passed === null) return unanswered([unsigned]);
  const known = expected.filter((members) => !members.includes('authorization'));
  const found = await search({ ...question, names: seen }, bare, known);
  if (found.kind === 'all-pass') return { kind: 'unknown', why: 'masked' };
  return found.kind === 'headers' ? { ...found, isInferred: true } : found;
}

/** Whether the store answers to a made-up signature readably: where one such answer can be read, none is hidden. */
async function isShowingErrors({ ask, method, hidesSignatures }: Question): Promise<boolean> {
  const isRead = async (asked: string) => (await ask(asked, ['authorization'])).answer !== null;
  return (await isRead(method)) || (!hidesSignatures && isRead('PUT'));
}

/** Whether what rules foretell is so. */
async function isBorneOut(question: Question, sets: readonly (readonly string[])[]): Promise<boolean> {
  return sets.length > 0 && (await (await question.expected?.())?.isBorneOut(question, sets)) === true;
}

async function conflictsOf({ expected }: Question): Promise<readonly (readonly string[])[]> {
  const conflicts = (await expected?.())?.conflicts ?? [];
  return conflicts.filter(({ kind }) => kind === 'headers').map(({ members }) => members);
}

/** That the request passes, and how much of it can be read. */
function passing(full: Answer, bare: Answer): Cause {
  const answer = full.answer ?? bare.answer;
  const readable = full.answer !== null ? 'yes' : answer !== null ? 'without-headers' : 'no';
  return { kind: 'passes', readable, answer, isFollowed: (full.answer === null ? bare : full).isFollowed };
}
