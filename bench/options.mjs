import { parseArgs } from 'node:util';

/** What counts as a measurement; `--quick` is for whoever works on the bench. */
const ROUNDS = 9;
const QUICK_ROUNDS = 3;

/** The part of the bench that is no scheme: the evaluation of rules. */
const RULES = 'rules';
/** The local bucket as a server: another program, which is measured last. */
const LOCAL = 'local';

/**
 * What `--help` prints.
 *
 * @param schemes - Their names.
 */
export function usage(schemes) {
  return [
    'npm run bench -- [--quick] [--only PART,…] [--strict]',
    '',
    'Measures how fast this SDK signs and how fast it evaluates CORS rules, beside others and beside a floor, all in one',
    'run, in Chromium, Firefox and Node. Prints the figures, and writes them to bench/results.json when everything was',
    'measured in full. Then prints what the local bucket does beside s3rver.',
    '',
    '  --quick      three rounds, for whoever works on the bench',
    `  --only PART  these parts only: ${[...schemes, RULES, LOCAL].join(', ')}`,
    '  --strict     ends with 1 when a target is missed',
    '  --help       prints this',
  ].join('\n');
}

/**
 * Reads the command line.
 *
 * @param known - The names of the schemes.
 * @returns `rounds`; `schemes`, those that are asked for; `hasRules`: whether the evaluation of rules is; `hasLocal`: whether the local bucket is; `isStrict`:
 * whether a missed target fails the run; `isComplete`: whether everything is measured in full; and `isHelp`: whether only
 * the usage is asked for.
 * @throws TypeError for an option or a part that there is not.
 */
export function readOptions(args, known) {
  const { values } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      strict: { type: 'boolean', default: false },
      only: { type: 'string' },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  const all = [...known, RULES, LOCAL];
  const parts = values.only?.split(',') ?? all;
  const strange = parts.filter((part) => !all.includes(part));
  if (strange.length > 0) {
    throw new TypeError(`--only ${strange.join(',')}: there is ${all.join(', ')}`);
  }
  return {
    rounds: values.quick ? QUICK_ROUNDS : ROUNDS,
    schemes: parts.filter((part) => part !== RULES && part !== LOCAL),
    hasRules: parts.includes(RULES),
    hasLocal: parts.includes(LOCAL),
    isHelp: values.help,
    isStrict: values.strict,
    isComplete: !values.quick && values.only === undefined,
  };
}
