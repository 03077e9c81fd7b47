// What `npm run conformance` runs: plays random exchanges in a real engine, or random requests against a real store, and
// compares what they do with what the SDK says.
import { fileURLToPath } from 'node:url';
import { runConformance } from './conformance/run-conformance.mjs';
import { ensureInstalled } from './ensure-install.mjs';
import { findParts } from './find-parts.mjs';
import { loadTestModule } from './load-test-module.mjs';

process.chdir(fileURLToPath(new URL('../', import.meta.url)));

process.exitCode = await runConformance(process.argv.slice(2), {
  prepare,
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
