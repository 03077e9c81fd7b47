import { fileURLToPath } from 'node:url';
import { ensureInstalled } from './ensure-install.mjs';
import { runCommand } from './run-command.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));

/**
 * Goes back to where npm was called from: npm changes to the package's folder, and files are named from there.
 *
 * @param script - The name of the script in package.json, for which that holds.
 */
export function leaveForCaller(script) {
  const { INIT_CWD, npm_lifecycle_event: running } = process.env;
  if (running === script && INIT_CWD !== undefined) process.chdir(INIT_CWD);
}

/**
 * Installs what is missing and compiles the package. Ends the process with 1, and says why, when it does not compile.
 *
 * @returns How to load one of its modules: `load('index.js')`.
 */
export async function buildSdk() {
  await ensureInstalled();
  const compiler = ['node_modules/typescript/bin/tsc', '-p', 'tsconfig.build.json'];
  const { code, output } = await runCommand(process.execPath, compiler, { cwd: root });
  if (code !== 0) {
    console.error(`${output.trimEnd()}\nThe build failed, as above.`);
    process.exit(1);
  }
  return (path) => import(new URL(`../dist/esm/${path}`, import.meta.url).href);
}
