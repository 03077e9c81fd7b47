// What `npm run oracle -- FILE.json` runs: builds the package, and asks it what others have recorded the answer to.
import { buildSdk, leaveForCaller } from './build-sdk.mjs';
import { runOracle } from './oracle/run-oracle.mjs';

leaveForCaller('oracle');
process.exitCode = await runOracle(process.argv.slice(2), {
  loadSdk: async () => (await buildSdk())('index.js'),
  print: console.log,
  printError: console.error,
});
