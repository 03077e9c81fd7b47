import { UsageError } from './exit-code.js';

/** What each of several readers reads. */
type AllRead<Readers> = {
  readonly [Name in keyof Readers]: Readers[Name] extends () => infer Read ? Awaited<Read> : never;
};

/**
 * Reads several things that were given, one after the other, though one of them is wrong.
 *
 * @throws UsageError with the problems of all of them, each once.
 */
export async function readAll<Readers extends Readonly<Record<string, () => unknown>>>(
  readers: Readers,
): Promise<AllRead<Readers>> {
  const read: Record<string, unknown> = {};
  const problems = new Set<string>();
  for (const [name, reader] of Object.entries(readers)) {
    try {
      read[name] = await reader();
    } catch (error) {
      if (!(error instanceof UsageError)) throw error;
      for (const problem of error.problems) problems.add(problem);
    }
  }
  if (problems.size > 0) throw new UsageError([...problems]);
  return read as AllRead<Readers>;
}
