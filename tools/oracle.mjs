// What `npm run oracle -- FILE.json` runs: builds the package, and asks it what others have recorded the answer to.
import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-install.mjs';
import { runOracle } from './oracle/run-oracle.mjs';
import { runCommand } from './run-command.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
// npm changes to the package's folder, and says where it was called: the files are named from there.
const { INIT_CWD, npm_lifecycle_event: script } = process.env;
if (script === 'oracle' && INIT_CWD !== undefined) process.chdir(INIT_CWD);

process.exitCode = await runOracle(process.argv.slice(2), {
  loadSdk,
  print: console.log,
  printError: console.error,
});

async function loadSdk() {
  await ensureInstalled();
  const compiler = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
  const { code, output } = await runCommand(process.execPath, compiler, { cwd: root });
  if (code !== 0) {
    console.error(`${output.trimEnd()}\nThe build failed, as above.`);
    process.exit(1);
  }
  return import(new URL('../dist/esm/index.js', import.meta.url).href);
}
