import type { Answer, Cause } from './cause.js';
import type { Question } from './question.js';
import { unanswered } from './unanswered.js';

/** Where the likeliest passes, the others are not asked: that one passes tells that it is the method. */
const LIKELIEST_FIRST = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];

/** Without headers the request passes after all. */
interface BarePasses {
  readonly kind: 'bare-passes';
  readonly bare: Answer;
}

/** Whether it is the method that is refused, or everything. To be called when the request was refused without headers. */
export async function findOtherMethods(question: Question): Promise<Cause | BarePasses> {
  const { ask, reach, method, names, showsUploads } = question;
  const others = LIKELIEST_FIRST.filter((other) => other !== method);
  const askAbout = (methods: readonly string[]) =>
    Promise.all(methods.map(async (other) => ({ other, answer: await ask(other, []) })));

  let seen = await askAbout(others.slice(0, 1));
  if (!seen.some(isPassing)) {
    const [reached, more] = await Promise.all([reach(), askAbout(others.slice(1))]);
    seen = [...seen, ...more];
    if (reached !== 'answered' && !seen.some(isPassing)) {
      // One answer may have got lost; three are not.
      const again = await Promise.all([reach(), reach()]);
      const isTimeout = [reached, ...again].every((each) => each === 'timeout');
      if (!again.includes('answered')) return { kind: 'unreachable', isTimeout };
    }
  }
  if (!seen.some(isPassing)) {
    // That nothing at all passes rests on every one of them; on the method itself, too, which had more answers with names.
    const [again, bare] = await Promise.all([askAbout(others), names.length === 0 ? ask(method, []) : null]);
    if (bare?.passed === true) return { kind: 'bare-passes', bare };
    seen = again;
  }
  const passing = seen.filter(isPassing);
  if (passing.length === 0) {
    const isTold = seen.every(({ answer }) => answer.passed !== null);
    return isTold ? { kind: 'all-refused' } : unanswered(seen.map(({ answer }) => answer));
  }
  const again = await Promise.all([ask(method, []), ask(method, [])]);
  const bare = again.find((answer) => answer.passed !== false);
  if (bare?.passed === true) return { kind: 'bare-passes', bare };
  if (bare !== undefined) return unanswered([bare]);
  // A reading request shows only its answer: where no answer at all can be read, that tells nothing of its permission.
  const canSee = passing.some(({ answer }) => answer.answer !== null);
  if (!canSee && !showsUploads) return { kind: 'unknown', why: 'masked' };
  return { kind: 'method', passing: passing.map(({ other }) => other) };
}

function isPassing({ answer }: { readonly answer: Answer }): boolean {
  return answer.passed === true;
}
