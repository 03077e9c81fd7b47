// What `npm run vectors -- FILE.json` runs: builds the package, and signs published vectors with it.
import { buildSdk, leaveForCaller } from './build-sdk.mjs';
import { loadGenericCore } from './vectors/generic-core.mjs';
import { runVectors } from './vectors/run-vectors.mjs';

leaveForCaller('vectors');
process.exitCode = await runVectors(process.argv.slice(2), {
  loadSigners: async () => {
    const load = await buildSdk();
    return { sdk: await load('index.js'), core: await loadGenericCore(load) };
  },
  print: console.log,
  printError: console.error,
});
