// What `npm run vectors -- FILE.json` runs: builds the package, and signs published vectors with it.
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-install.mjs';
import { runCommand } from './run-command.mjs';
import { loadGenericCore } from './vectors/generic-core.mjs';
import { runVectors } from './vectors/run-vectors.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
// npm changes to the package's folder, and says where it was called: the files are named from there.
const { INIT_CWD, npm_lifecycle_event: script } = process.env;
if (script === 'vectors' && INIT_CWD !== undefined) process.chdir(INIT_CWD);

process.exitCode = await runVectors(process.argv.slice(2), {
  loadSigners,
  print: console.log,
  printError: console.error,
});

async function loadSigners() {
  await ensureInstalled();
  const compiler = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
  const { code, output } = await runCommand(process.execPath, compiler, { cwd: root });
  if (code !== 0) {
    console.error(`${output.trimEnd()}\nThe build failed, as above.`);
    process.exit(1);
  }
  const load = (path) => import(new URL(`../dist/esm/${path}`, import.meta.url).href);
  return { sdk: await load('index.js'), core: await loadGenericCore(load) };
}
