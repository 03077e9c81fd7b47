/** Calls in a fresh page after the first one that count as early, and how many there are in all. */
const EARLY = 10;
const ALL = 100;

/**
 * Times the first hundred signatures of a signer that has made none.
 *
 * @returns Microseconds of the first one, and the means of those up to the tenth and up to the hundredth; and the first
 * signature, to be checked.
 */
export async function measureCold({ sign }) {
  const now = new Date();
  const start = performance.now();
  const value = await sign(0, now);
  const afterFirst = performance.now();
  for (let index = 1; index < EARLY; index += 1) await sign(index, new Date());
  const afterEarly = performance.now();
  for (let index = EARLY; index < ALL; index += 1) await sign(index, new Date());
  const end = performance.now();
  return {
    first: (afterFirst - start) * 1000,
    early: ((afterEarly - afterFirst) * 1000) / (EARLY - 1),
    late: ((end - afterEarly) * 1000) / (ALL - EARLY),
    samples: [{ form: 'header', index: 0, nowMs: now.getTime(), value }],
  };
}
