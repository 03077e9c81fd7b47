import { METHODS_WITH_BODY } from '../../model/cors-methods.js';
import type { Answer, Ask } from './cause.js';

/** Browsers ask for this name when its value is none of a form. */
export const ASKED_FOR = 'content-type';

const READERS = ['GET', 'HEAD'];
/** A rule for reading that lists none of so many of the names lists none, or its list is not known. */
const MOST_NAMES = 3;

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
 * @param names - What the request is refused with: a rule for another method may list some of them.
 */
export async function seePreflight(
  ask: Ask,
  seen: readonly SeenMethod[],
  names: readonly string[],
): Promise<readonly SeenMethod[] | null> {
  const look = (methods: readonly string[]): Promise<SeenMethod[]> =>
    Promise.all(methods.map(async (method) => ({ method, answer: await ask(method, []) })));
  const isShown = ({ answer }: SeenMethod) => answer.passed === true && answer.isUnasked !== true;
  const isReadable = seen.some(({ method, answer }) => isReader(method) && answer.passed === true);
  const missing = [...METHODS_WITH_BODY, ...(isReadable ? [] : READERS)].filter(
    (each) => !seen.some(({ method }) => method === each),
  );
  const all = [...seen, ...(await look(missing))];
  const passing = all.filter(({ answer }) => answer.passed === true);
  if (passing.some(isShown)) return passing;
  // A plain POST is sent unasked only once.
  const posts = passing.some(({ method }) => method === 'POST') ? await look(['POST']) : [];
  if (posts.some(isShown)) return passing;
  const reader = passing.find(({ method }) => isReader(method))?.method;
  if (reader === undefined) return null;
  const asked = [...names.filter((name) => name !== 'authorization'), ASKED_FOR].slice(0, MOST_NAMES);
  const answers = await Promise.all(asked.map((name) => ask(reader, [name])));
  if (answers.some((answer) => answer.passed === true)) return passing;
  return null;
}

function isReader(method: string): boolean {
  return READERS.includes(method);
}
