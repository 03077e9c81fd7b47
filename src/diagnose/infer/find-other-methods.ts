import type { Answer, Cause } from './cause.js';
import type { Question } from './question.js';
import { type SeenMethod, seePreflight } from './see-preflight.js';
import { unanswered } from './unanswered.js';

/** Where the likeliest passes, the others are not asked: that one passes tells that it is the method. */
const LIKELIEST_FIRST = ['GET', 'PUT', 'POST', 'DELETE'];
/**
 * Rules that allow this one, but not GET, hardly exist: it is asked only where no other passes, twice at once, or once where
 * rules say that none does.
 */
const LEAST_LIKELY = 'HEAD';

/** How many refusals a verdict rests on, as one may have been an answer that got lost. */
const ANSWERS = 3;

/** The whole request passes after all, though it was refused without headers. */
interface FullPasses {
  readonly kind: 'full-passes';
  readonly full: Answer;
}

/** Without headers the request passes after all. */
interface BarePasses {
  readonly kind: 'bare-passes';
  readonly bare: Answer;
}

/**
 * Whether it is the method that is refused, or everything. To be called when the request was refused without headers.
 */
export async function findOtherMethods(question: Question): Promise<Cause | BarePasses | FullPasses> {
  const { ask, reach, method, needsPreflight, showsUploads, isFirstBlind } = question;
  const others = LIKELIEST_FIRST.filter((other) => other !== method);
  const look = (methods: readonly string[], names: readonly string[] = []): Promise<SeenMethod[]> =>
    Promise.all(methods.map(async (other) => ({ method: other, answer: await ask(other, names) })));

  const { names } = question;
  // How often it is known to be refused without headers.
  const known = isFirstBlind && (names.length === 0 || names.includes('authorization')) ? 2 : 1;
  let seen = await look(others.slice(0, 1));
  // `undefined`: no rules are known; `null`: they allow the request.
  const foretold = (await question.expected?.())?.code;
  const isNoneForetold = foretold === 'pre.no-config' || foretold === 'pre.origin';
  // Rules that allow a request which shows its upload are not what refuses it, whatever else is refused.
  const isAllowedByRules = foretold === null && showsUploads;
  const least = method === LEAST_LIKELY ? [] : [LEAST_LIKELY, LEAST_LIKELY];
  if (!seen.some(isPassing)) {
    const reached = await reach();
    if (reached !== 'answered') {
      // One answer may have got lost; three are not.
      const [bare, ...again] = await Promise.all([isFirstBlind ? null : ask(method, []), reach(), reach()]);
      if (bare?.answer) return { kind: 'bare-passes', bare };
      // Sent, and not answered: so it is where the store sends the request on to where nobody is, which shows no upload at times.
      if (bare?.passed === true) return fullBehind(question);
      const isTimeout = [reached, ...again].every((each) => each === 'timeout');
      if (!again.includes('answered')) return { kind: 'unreachable', isTimeout };
    }
    seen = [...seen, ...(await look([...others.slice(1), ...(isNoneForetold ? least.slice(1) : [])]))];
  }
  // That nothing at all passes rests on each of them, where no rules tell it.
  if (isAllowedByRules && !seen.some(isPassing)) {
    const full = await ask(method, names);
    if (full.passed === true) return { kind: 'full-passes', full };
  } else if (!isNoneForetold && !seen.some(isPassing)) {
    const [bare, again] = await Promise.all([
      known > 1 ? null : ask(method, []),
      look([...others, ...least]),
    ]);
    if (bare?.passed === true) return { kind: 'bare-passes', bare };
    seen = again;
  }
  const passing = seen.filter(isPassing);
  if (passing.length === 0) {
    const isTold = seen.every(({ answer }) => answer.passed !== null);
    return isTold ? { kind: 'all-refused' } : unanswered(seen.map(({ answer }) => answer));
  }
  const isShown = !needsPreflight || passing.some(({ answer }) => answer.isUnasked !== true);
  const isForetold = foretold === 'pre.method' || foretold === 'pre.shadowed';
  // Rules may be old, and one answer may have got lost.
  const wanted = isForetold ? 2 : ANSWERS;
  const bareOfMethod = { method, answer: { passed: false, answer: null } };
  // A reading request shows only its answer: where no answer at all can be read, that tells nothing of its permission.
  const canSee = passing.some(({ answer }) => answer.answer !== null);
  if (!canSee && !showsUploads) return { kind: 'unknown', why: 'hidden' };
  // Rules that allow the request are not what refuses it, whatever does.
  const all = isShown
    ? passing
    : foretold !== null && (await seePreflight(ask, [...seen, bareOfMethod], method, names));
  // What refuses a request without names may let it pass with them, and once is too little where its answer was hidden.
  const isOnce = all && known > 1 && names.length > 0;
  const [full, ...again] = await Promise.all([
    isOnce ? ask(method, names) : null,
    ...Array.from({ length: all ? wanted - known : 0 }, () => ask(method, [])),
  ]);
  const bare = again.find((answer) => answer?.passed === true);
  if (bare) return { kind: 'bare-passes', bare };
  if (full?.passed === true) return { kind: 'full-passes', full };
  if (again.some((answer) => answer.passed === null)) return unanswered(again);
  return all ? { kind: 'method', passing: methodsOf(all) } : { kind: 'unknown', why: 'method-or-all' };
}

/** Whether the whole request passes, where nothing is answered. */
async function fullBehind({ ask, method, names }: Question): Promise<Cause | FullPasses> {
  const all = await Promise.all([ask(method, names), ask(method, names)]);
  const full = all.find(({ passed }) => passed === true);
  return full === undefined ? { kind: 'unknown', why: 'no-answer' } : { kind: 'full-passes', full };
}

/** A plain POST is sent unasked, whatever the rules say of POST: it is named only where nothing else was seen to pass. */
function methodsOf(seen: readonly SeenMethod[]): string[] {
  const asked = seen.filter(({ method, answer }) => method !== 'POST' || answer.isUnasked !== true);
  return [...new Set((asked.length > 0 ? asked : seen).map(({ method }) => method))];
}

function isPassing({ answer }: SeenMethod): boolean {
  return answer.passed === true;
}
