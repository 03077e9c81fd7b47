import { METHODS_WITH_BODY } from '../../model/cors-methods.js';
import type { Answer, Ask } from './cause.js';

/** What was answered to a method without headers. */
export interface SeenMethod {
  readonly method: string;
  readonly answer: Answer;
}

/**
 * Looks for a preflight that passes, whatever it is for. Where none was seen to, something in front of the store may refuse
 * them all: a plain GET or POST that passes is sent unasked.
 *
 * @param seen - What is known of methods. They are asked again with names, and those that are missing without.
 * @param refused - The method of the request.
 * @param names - What the request is refused with: a rule for another method may list the first of them.
 */
export async function seePreflight(
  ask: Ask,
  seen: readonly SeenMethod[],
  refused: string,
  names: readonly string[],
): Promise<readonly SeenMethod[] | null> {
  const look = (methods: readonly string[]): Promise<SeenMethod[]> =>
    Promise.all(methods.map(async (method) => ({ method, answer: await ask(method, []) })));
  const isPassing = ({ answer }: SeenMethod) => answer.passed === true;
  const isShown = (each: SeenMethod) => isPassing(each) && each.answer.isUnasked !== true;
  const known = seen.filter(isPassing);
  if (known.some(isShown)) return known;
  const reader = known.find(({ method }) => isReader(method) && method !== refused)?.method;
  const name = names.find((each) => each !== 'authorization') ?? 'content-type';
  if (reader !== undefined && (await ask(reader, [name])).passed === true) return known;
  // A plain POST is sent unasked: it comes last.
  const missing = ['PUT', 'DELETE', 'POST'].filter((each) => !seen.some(({ method }) => method === each));
  const hidden = isReader(refused) ? missing.filter((method) => method !== 'POST').slice(0, 1) : [];
  let all = known;
  const rounds = [
    // The likeliest by itself: where it passes, the others need not be asked.
    () => missing.slice(0, 1),
    () => missing.slice(1),
    // A plain POST is sent unasked only once. Of a reading request nothing is known yet of what is hidden: what changes things
    // shows an upload only when it is asked again.
    () => [...(all.some(({ method }) => method === 'POST') ? ['POST'] : []), ...hidden],
  ];
  for (const round of rounds) {
    all = [...all, ...(await look(round())).filter(isPassing)];
    if (all.some(isShown)) return all;
  }
  return null;
}

function isReader(method: string): boolean {
  return !METHODS_WITH_BODY.includes(method);
}
