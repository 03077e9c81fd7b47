// What `npm run conformance` runs: plays random exchanges in a real engine, or random requests against a real store, and
// compares what they do with what the SDK says.
import { fileURLToPath } from 'node:url';
import { runConformance } from './conformance/run-conformance.mjs';
import { ensureInstalled } from './ensure-install.mjs';
import { findParts } from './find-parts.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
process.chdir(root);

process.exitCode = await runConformance(process.argv.slice(2), {
  prepare,
  load,
  print: console.log,
  printError: console.error,
});

/** Installs what is missing, and answers what was found of one part. */
async function prepare(part) {
  await ensureInstalled();
  const [found] = await findParts([part], { mayInstall: !process.env.NO_INSTALL });
  return found;
}

/** Loads a module of the tests, in TypeScript as it stands: vitest brings what compiles it. */
async function load(file) {
  const { createViteServer } = await import('vitest/node');
  const server = await createViteServer({
    root,
    configFile: false,
    appType: 'custom',
    logLevel: 'warn',
    optimizeDeps: { noDiscovery: true },
    server: { middlewareMode: true, watch: null, ws: false },
  });
  return { module: await server.ssrLoadModule(`/${file}`), close: () => server.close() };
}
