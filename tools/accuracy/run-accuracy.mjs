import { cephPart } from '../find-ceph.mjs';
import { chromiumPart } from '../find-chromium.mjs';
import { firefoxPart } from '../find-firefox.mjs';
import { webkitPart } from '../find-webkit.mjs';
import { readOptions, USAGE } from './options.mjs';

/** What the command answers when nothing was played. */
const NOT_RUN = 2;

const FILE = 'test/accuracy/run.ts';

/** The parts of the machine, and what the tests are told of each. */
const PARTS = {
  chromium: {
    part: chromiumPart,
    tell: ({ path, version }) => ({ CHROMIUM_PATH: path, CHROMIUM_VERSION: version }),
  },
  firefox: {
    part: firefoxPart,
    tell: ({ path, version }) => ({ FIREFOX_PATH: path, FIREFOX_VERSION: version }),
  },
  webkit: {
    part: webkitPart,
    tell: ({ path, version }) => ({ WEBKIT_DRIVER_PATH: path, WEBKIT_VERSION: version }),
  },
  ceph: { part: cephPart, tell: ({ version }) => ({ CEPH_VERSION: version }) },
};

/**
 * The command without its process.
 *
 * @param words - What stands after the command.
 * @param prepare - Installs what is missing, and answers what was found of a part of the machine.
 * @param build - Builds what the page loads.
 * @param load - Loads a module of the tests: answers `{ module, close }`.
 * @param print - Prints what is for people who want the result.
 * @param printError - Prints the sentence that says why nothing was played.
 * @returns The exit code: 0, 1 where a case disagrees, 2 where nothing was played.
 */
export async function runAccuracyCommand(words, { prepare, build, load, print, printError }) {
  const { isHelp, problem, ...options } = readOptions(words);
  if (isHelp) {
    print(USAGE);
    return 0;
  }
  if (problem !== undefined) {
    printError(`${problem} npm run accuracy -- --help says more.`);
    return NOT_RUN;
  }
  const isSimulated = options.engine === 'simulated';
  const needed = [...(isSimulated ? [] : [options.engine]), ...(options.server === 'ceph' ? ['ceph'] : [])];
  for (const name of needed) {
    const { part, tell } = PARTS[name];
    const found = await prepare(part);
    if (found.missing !== undefined) {
      printError(`Nothing was played: ${found.missing}`);
      return NOT_RUN;
    }
    Object.assign(process.env, tell(found));
    print(`${part.title} ${found.version}`);
  }
  // Without a browser the sources run as they stand.
  if (!isSimulated) await build();
  const { only, cases, seed, kind } = options;
  const all =
    kind === undefined
      ? `${cases} cases of seed ${seed}`
      : `those of kind ${kind} among ${cases} cases of seed ${seed}`;
  print(only === undefined ? all : `case ${only} of seed ${seed}`);
  const { module, close } = await load(FILE);
  try {
    const { failed } = await module.runAccuracy({ ...options, print });
    return failed === 0 ? 0 : 1;
  } finally {
    await close();
  }
}
