import { METHODS_WITH_BODY } from '../../model/cors-methods.js';
import type { Answer, Cause } from './cause.js';
import type { Question } from './question.js';
import { type SeenMethod, seePreflight } from './see-preflight.js';
import { unanswered } from './unanswered.js';

/** Where the likeliest passes, the others are not asked: that one passes tells that it is the method. */
const LIKELIEST_FIRST = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];

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

/** Whether it is the method that is refused, or everything. To be called when the request was refused without headers. */
export async function findOtherMethods(question: Question): Promise<Cause | BarePasses | FullPasses> {
  const { ask, reach, method, needsPreflight, showsUploads } = question;
  const others = LIKELIEST_FIRST.filter((other) => other !== method);
  const look = (methods: readonly string[], names: readonly string[] = []): Promise<SeenMethod[]> =>
    Promise.all(methods.map(async (other) => ({ method: other, answer: await ask(other, names) })));

  // What changes things was asked so far in a way in which an answer without CORS headers looks like a refusal.
  const isUntold = METHODS_WITH_BODY.includes(method);
  const second = isUntold ? await ask(method, []) : null;
  if (second?.passed === true) return { kind: 'bare-passes', bare: second };
  const first = await look(others.slice(0, 1));
  let seen = first;
  const foretold = (await question.expected?.())?.code ?? null;
  if (!seen.some(isPassing)) {
    const reached = await reach();
    const more = reached === 'answered' ? await look(others.slice(1)) : [];
    seen = [...seen, ...more];
    if (reached !== 'answered') {
      // One answer may have got lost; three are not.
      const [bare, ...again] = await Promise.all([ask(method, []), reach(), reach()]);
      if (bare.passed === true) return { kind: 'bare-passes', bare };
      const isTimeout = [reached, ...again].every((each) => each === 'timeout');
      if (!again.includes('answered')) return { kind: 'unreachable', isTimeout };
    }
  }
  // That nothing at all passes rests on each of them, where no rules foretell it.
  const isNoneForetold = foretold === 'pre.no-config' || foretold === 'pre.origin';
  if (!isNoneForetold && !seen.some(isPassing)) {
    // One of reading was asked about only once.
    const [bare, again] = await Promise.all([isUntold ? null : ask(method, []), look(others)]);
    if (bare?.passed === true) return { kind: 'bare-passes', bare };
    seen = again;
  }
  const passing = seen.filter(isPassing);
  if (passing.length === 0) {
    const isTold = seen.every(({ answer }) => answer.passed !== null);
    return isTold ? { kind: 'all-refused' } : unanswered(seen.map(({ answer }) => answer));
  }
  const isShown = (shown: readonly SeenMethod[]) =>
    !needsPreflight || shown.some((each) => isPassing(each) && each.answer.isUnasked !== true);
  const isForetold = foretold === 'pre.method' || foretold === 'pre.shadowed';
  const times = isForetold ? 0 : isUntold ? 1 : 2;
  const bareOfMethod = { method, answer: { passed: false, answer: null } };
  const all = isShown(passing)
    ? passing
    : await seePreflight(ask, [...seen, bareOfMethod], method, question.names);
  // Only an answer to a made-up signature is hidden, and the whole request was asked about where that shows as a refusal.
  const mayHide = isUntold && question.names.includes('authorization');
  const [full, ...again] = await Promise.all([
    mayHide && all !== null ? ask(method, question.names) : null,
    ...Array.from({ length: all === null ? 0 : times }, () => ask(method, [])),
  ]);
  const bare = again.find((answer) => answer.passed === true);
  if (bare !== undefined) return { kind: 'bare-passes', bare };
  if (full?.passed === true) return { kind: 'full-passes', full };
  if (again.some((answer) => answer.passed === null)) return unanswered(again);
  // A reading request shows only its answer: where no answer at all can be read, that tells nothing of its permission.
  const canSee = passing.some(({ answer }) => answer.answer !== null);
  if (!canSee && !showsUploads) return { kind: 'unknown', why: 'masked' };
  return all === null
    ? { kind: 'unknown', why: 'method-or-all' }
    : { kind: 'method', passing: methodsOf(all) };
}

function methodsOf(seen: readonly SeenMethod[]): string[] {
  return seen.map(({ method }) => method);
}

function isPassing({ answer }: SeenMethod): boolean {
  return answer.passed === true;
}
