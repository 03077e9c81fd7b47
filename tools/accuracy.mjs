// What `npm run accuracy` runs: has a real engine's page diagnose random failures, and compares what the SDK says with what
// is known of each.
import { fileURLToPath } from 'node:url';
import { runAccuracyCommand } from './accuracy/run-accuracy.mjs';
import { ensureInstalled, runNpm } from './ensure-install.mjs';
import { findParts } from './find-parts.mjs';
import { loadTestModule } from './load-test-module.mjs';

process.chdir(fileURLToPath(new URL('../', import.meta.url)));

process.exitCode = await runAccuracyCommand(process.argv.slice(2), {
  prepare,
  build,
  load: loadTestModule,
  print: console.log,
  printError: console.error,
});

/** Installs what is missing, and answers what was found of one part. */
async function prepare(part) {
  await ensureInstalled();
  const [found] = await findParts([part], { mayInstall: !process.env.NO_INSTALL });
  return found;
}

/** Builds what the page loads, so that no old one is judged. */
async function build() {
  const { code, output } = await runNpm(['run', '--silent', 'build']);
  if (code !== 0) throw new Error(`The build failed:\n${output.trimEnd()}`);
}
