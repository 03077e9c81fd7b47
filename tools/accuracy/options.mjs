import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/** The words for people, and for `--help`. */
export const USAGE = `npm run accuracy -- --engine chromium|firefox|webkit|simulated [--cases N] [--seed S] [--server local|ceph]
                          [--kind NAME] [--only K]

Has a real engine's page diagnose random requests to random buckets, in which random things go wrong, and compares what
diagnose() says with what is known of each. Prints each disagreement and what plays it again, and at the end the counts.

  --engine NAME   the browser engine to run in: chromium, firefox or webkit; or simulated, what Chromium is known to do
                  without a browser, for many cases in little time: it finds what to look into, and proves nothing
  --cases N       how many cases; default 300
  --seed S        a whole number: the same seed makes the same cases; default a new one, which is printed
  --server NAME   what the buckets are on: local, the local bucket in all its dialects, or ceph; default local
  --kind NAME     plays the cases of one kind alone: rules, conflict, masked, hidden, whim, flaky or fault
  --only K        plays one case of the seed, counted from 0, and prints it whole
  --help          prints this

Ends with 0 when all agree, 1 when a case disagrees, and 2 when nothing was played.`;

const OPTIONS = {
  engine: { type: 'string' },
  server: { type: 'string', default: 'local' },
  cases: { type: 'string', default: '300' },
  seed: { type: 'string' },
  kind: { type: 'string' },
  only: { type: 'string' },
  help: { type: 'boolean', default: false },
};
const CHOICES = {
  engine: ['chromium', 'firefox', 'webkit', 'simulated'],
  server: ['local', 'ceph'],
  kind: ['rules', 'conflict', 'masked', 'hidden', 'whim', 'flaky', 'fault'],
};

/**
 * Reads the words after the command. Answers `{ isHelp: true }`, `{ problem }` with one sentence, or what to run:
 * `{ engine, server, cases, seed, kind, only }`, the last two undefined for all cases.
 */
export function readOptions(words) {
  let values;
  try {
    values = parseArgs({ args: words, options: OPTIONS }).values;
  } catch (error) {
    return { problem: error.message };
  }
  if (values.help) return { isHelp: true };
  if (values.engine === undefined) return { problem: 'Name an engine (--engine chromium).' };
  for (const [option, known] of Object.entries(CHOICES)) {
    if (values[option] !== undefined && !known.includes(values[option]))
      return {
        problem: `--${option} must be one of ${known.join(', ')}; it is ${JSON.stringify(values[option])}.`,
      };
  }
  const numbers = { cases: values.cases, seed: values.seed ?? String(randomInt(2 ** 31)), only: values.only };
  for (const [option, text] of Object.entries(numbers)) {
    const isRight =
      text === undefined || (/^\d{1,15}$/.test(text) && (option !== 'cases' || Number(text) > 0));
    if (!isRight)
      return {
        problem: `--${option} must be a whole number${option === 'cases' ? ' above 0' : ''}; it is ${JSON.stringify(text)}.`,
      };
  }
  const { cases, seed, only } = numbers;
  return {
    engine: values.engine,
    server: values.server,
    kind: values.kind,
    cases: Number(cases),
    seed: Number(seed),
    only: only === undefined ? undefined : Number(only),
  };
}
