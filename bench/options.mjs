import { parseArgs } from 'node:util';

/** What counts as a measurement; `--quick` is for whoever works on the bench. */
const ROUNDS = 9;
const QUICK_ROUNDS = 3;

/**
 * Reads the command line.
 *
 * @param known - The names of the schemes.
 * @returns `rounds`; `schemes`, those that are asked for; `isStrict`: whether a missed target fails the run; and
 * `isComplete`: whether everything is measured in full.
 * @throws TypeError for an option or a scheme that there is not.
 */
export function readOptions(args, known) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      only: { type: 'string' },
    },
  });
  const schemes = values.only?.split(',') ?? known;
  const strange = schemes.filter((scheme) => !known.includes(scheme));
  if (strange.length > 0) throw new TypeError(`--only ${strange.join(',')}: there is ${known.join(', ')}`);
  return {
    rounds: values.quick ? QUICK_ROUNDS : ROUNDS,
    schemes,
    isStrict: values.strict,
    isComplete: !values.quick && values.only === undefined,
  };
}
