import { randomInt } from 'node:crypto';
import { parseArgs } from 'node:util';

/** The words for people, and for `--help`. */
export const USAGE = `npm run conformance -- --engine chromium|firefox|webkit [--cases N] [--seed S] [--from K]
npm run conformance -- --store ceph [--cases N] [--seed S]

Plays random exchanges in a real engine, or asks a real store with random rules, and compares what they do with what the
SDK says. Prints each disagreement, and ends with \`agreed A of N\`.

  --engine NAME   the browser engine to compare with: chromium, firefox or webkit
  --store NAME    the store to compare with: ceph
  --cases N       how many cases; default 300
  --seed S        a whole number: the same seed makes the same cases; default a new one, which is printed
  --from K        the first case of an engine's seed to play, from 0: with --cases 1, one case again
  --help          prints this

Ends with 0 when all agree, 1 when a case disagrees, and 2 when nothing was compared.`;

const OPTIONS = {
  engine: { type: 'string' },
  store: { type: 'string' },
  cases: { type: 'string', default: '300' },
  seed: { type: 'string' },
  from: { type: 'string' },
  help: { type: 'boolean', default: false },
};

/**
 * Reads the words after the command. Answers `{ isHelp: true }`, `{ problem }` with one sentence, or what to run:
 * `{ kind: 'engine' | 'store', name, cases, seed, from }`.
 */
export function readOptions(words, known) {
  let values;
  try {
    values = parseArgs({ args: words, options: OPTIONS }).values;
  } catch (error) {
    return { problem: error.message };
  }
  if (values.help) return { isHelp: true };
  const { engine, store } = values;
  if ((engine === undefined) === (store === undefined))
    return { problem: 'Name either an engine (--engine chromium) or a store (--store ceph).' };
  const kind = engine === undefined ? 'store' : 'engine';
  const name = engine ?? store;
  if (!known[kind].includes(name))
    return { problem: `--${kind} must be one of ${known[kind].join(', ')}; it is ${JSON.stringify(name)}.` };
  if (kind === 'store' && values.from !== undefined) return { problem: '--from is for engines only.' };
  const numbers = {
    cases: values.cases,
    seed: values.seed ?? String(randomInt(2 ** 31)),
    from: values.from ?? '0',
  };
  for (const [option, text] of Object.entries(numbers)) {
    if (!/^\d{1,15}$/.test(text) || (option === 'cases' && Number(text) === 0))
      return {
        problem: `--${option} must be a whole number${option === 'cases' ? ' above 0' : ''}; it is ${JSON.stringify(text)}.`,
      };
  }
  const { cases, seed, from } = numbers;
  return { kind, name, cases: Number(cases), seed: Number(seed), from: Number(from) };
}
