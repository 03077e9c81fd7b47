import { METHODS_WITH_BODY } from '../../model/cors-methods.js';
import type { Answer, Cause } from './cause.js';
import type { Question } from './question.js';
import { unanswered } from './unanswered.js';

/** Where the likeliest passes, the others are not asked: that one passes tells that it is the method. */
const LIKELIEST_FIRST = ['GET', 'PUT', 'HEAD', 'POST', 'DELETE'];
/** Browsers ask for this name when its value is none of a form. */
const ASKED_FOR = 'content-type';

/** Without headers the request passes after all. */
interface BarePasses {
  readonly kind: 'bare-passes';
  readonly bare: Answer;
}

interface Seen {
  readonly other: string;
  readonly answer: Answer;
}

/** Whether it is the method that is refused, or everything. To be called when the request was refused without headers. */
export async function findOtherMethods(question: Question): Promise<Cause | BarePasses> {
  const { ask, reach, method, needsPreflight, showsUploads, expected } = question;
  const foretold = expected?.code ?? null;
  const others = LIKELIEST_FIRST.filter((other) => other !== method);
  const look = (methods: readonly string[], names: readonly string[] = []): Promise<Seen[]> =>
    Promise.all(methods.map(async (other) => ({ other, answer: await ask(other, names) })));

  // With names it was asked about before: that counts, and shows whether the store redirects.
  const isNew = question.names.length === 0;
  const [second, first] = await Promise.all([isNew ? ask(method, []) : null, look(others.slice(0, 1))]);
  if (second?.passed === true) return { kind: 'bare-passes', bare: second };
  let seen = first;
  if (!seen.some(isPassing)) {
    const [reached, more] = await Promise.all([reach(), look(others.slice(1))]);
    seen = [...seen, ...more];
    if (reached !== 'answered' && !seen.some(isPassing)) {
      // One answer may have got lost; three are not.
      const [bare, ...again] = await Promise.all([ask(method, []), reach(), reach()]);
      if (bare.passed === true) return { kind: 'bare-passes', bare };
      const isTimeout = [reached, ...again].every((each) => each === 'timeout');
      if (!again.includes('answered')) return { kind: 'unreachable', isTimeout };
    }
  }
  // That nothing at all passes rests on each of them, where no rules foretell it.
  const isNoneForetold = foretold === 'pre.no-config' || foretold === 'pre.origin';
  if (!isNoneForetold && !seen.some(isPassing)) seen = await look(others);
  const passing = seen.filter(isPassing);
  if (passing.length === 0) {
    const isTold = seen.every(({ answer }) => answer.passed !== null);
    return isTold ? { kind: 'all-refused' } : unanswered(seen.map(({ answer }) => answer));
  }
  const isShown = (shown: readonly Seen[]) =>
    !needsPreflight || shown.some((each) => isPassing(each) && each.answer.isUnasked !== true);
  const names = question.names.filter((each) => each !== 'authorization');
  const [name = ASKED_FOR, ...moreNames] = names;
  const isForetold = foretold === 'pre.method' || foretold === 'pre.shadowed';
  const times = isForetold ? 0 : isNew ? 1 : 2;
  const [again, asked] = await Promise.all([
    Promise.all(Array.from({ length: times }, () => ask(method, []))),
    isShown(passing)
      ? []
      : look(
          passing.slice(0, 1).map(({ other }) => other),
          [name],
        ),
  ]);
  const bare = again.find((answer) => answer.passed === true);
  if (bare !== undefined) return { kind: 'bare-passes', bare };
  if (again.some((answer) => answer.passed === null)) return unanswered(again);
  // A reading request shows only its answer: where no answer at all can be read, that tells nothing of its permission.
  const canSee = passing.some(({ answer }) => answer.answer !== null);
  if (!canSee && !showsUploads) return { kind: 'unknown', why: 'masked' };
  const unseen = others.filter((other) => !seen.some((each) => each.other === other) && other !== 'HEAD');
  // A plain POST is sent unasked only once.
  const posts =
    passing.some(({ other }) => other === 'POST') && !isShown(passing) ? await look(['POST']) : [];
  const isShownYet = isShown([...passing, ...asked, ...posts]);
  const reader = passing.find(({ other }) => !METHODS_WITH_BODY.includes(other))?.other;
  // A rule for reading alone may list some of the names.
  const named =
    isShownYet || reader === undefined
      ? []
      : (await Promise.all(moreNames.map((each) => look([reader], [each])))).flat();
  const isTold = isShownYet || isShown(named);
  const last = isTold ? [] : (await look(unseen)).filter(isPassing);
  const isLastPost = last.some(({ other }) => other === 'POST') && !isShown(last);
  if (!isTold && !isShown(isLastPost ? await look(['POST']) : last)) {
    return { kind: 'unknown', why: 'method-or-all' };
  }
  return { kind: 'method', passing: [...passing, ...last].map(({ other }) => other) };
}

function isPassing({ answer }: Seen): boolean {
  return answer.passed === true;
}
