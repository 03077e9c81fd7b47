import { cephPart } from '../find-ceph.mjs';
import { chromiumPart } from '../find-chromium.mjs';
import { firefoxPart } from '../find-firefox.mjs';
import { webkitPart } from '../find-webkit.mjs';
import { readOptions, USAGE } from './options.mjs';

/** What the command answers when nothing was compared. */
const NOT_RUN = 2;

const ENGINES = 'test/conformance/run.ts';

/**
 * What can be compared with: the part of the machine, what the tests are told of it, and the module and function that
 * play.
 */
const SUBJECTS = {
  engine: {
    chromium: {
      part: chromiumPart,
      tell: ({ path, version }) => ({ CHROMIUM_PATH: path, CHROMIUM_VERSION: version }),
      file: ENGINES,
      run: ({ runEngineConformance }, options) => runEngineConformance({ ...options, engine: 'chromium' }),
    },
    firefox: {
      part: firefoxPart,
      tell: ({ path, version }) => ({ FIREFOX_PATH: path, FIREFOX_VERSION: version }),
      file: ENGINES,
      run: ({ runEngineConformance }, options) => runEngineConformance({ ...options, engine: 'firefox' }),
    },
    webkit: {
      part: webkitPart,
      tell: ({ path, version }) => ({ WEBKIT_DRIVER_PATH: path, WEBKIT_VERSION: version }),
      file: ENGINES,
      run: ({ runEngineConformance }, options) => runEngineConformance({ ...options, engine: 'webkit' }),
    },
  },
  store: {
    ceph: {
      part: cephPart,
      tell: ({ version }) => ({ CEPH_VERSION: version }),
      file: 'test/conformance/ceph/run.ts',
      run: ({ runCephConformance }, options) => runCephConformance(options),
    },
  },
};

/**
 * The command without its process.
 *
 * @param words - What stands after the command.
 * @param prepare - Installs what is missing, and answers what was found of a part of the machine.
 * @param load - Loads a module of the tests: answers `{ module, close }`.
 * @param print - Prints what is for people who want the result.
 * @param printError - Prints the sentence that says why nothing was compared.
 * @returns The exit code: 0, 1 where a case disagrees, 2 where nothing was compared.
 */
export async function runConformance(words, { prepare, load, print, printError }) {
  const known = { engine: Object.keys(SUBJECTS.engine), store: Object.keys(SUBJECTS.store) };
  const { isHelp, problem, kind, name, ...options } = readOptions(words, known);
  if (isHelp) {
    print(USAGE);
    return 0;
  }
  if (problem !== undefined) {
    printError(`${problem} npm run conformance -- --help says more.`);
    return NOT_RUN;
  }
  const { part, tell, file, run } = SUBJECTS[kind][name];
  const found = await prepare(part);
  if (found.missing !== undefined) {
    printError(`Nothing was compared: ${found.missing}`);
    return NOT_RUN;
  }
  Object.assign(process.env, tell(found));
  print(`${part.title} ${found.version}: ${options.cases} cases of seed ${options.seed}`);
  const { module, close } = await load(file);
  try {
    const { agreed, total } = await run(module, { ...options, print });
    return agreed === total ? 0 : 1;
  } finally {
    await close();
  }
}
