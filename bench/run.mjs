// `npm run bench`: how fast this SDK signs and evaluates rules, beside others and beside a floor, all in one run. Prints the
// figures and writes them to bench/results.json, when everything was measured in full. Then what the local bucket does, beside
// s3rver. `--help` tells the options.
import { writeFileSync } from 'node:fs';
import { SCHEMES } from './contestants/list.mjs';
import { readOptions, usage } from './options.mjs';
import { findBrowsers, prepare } from './prepare.mjs';

const began = performance.now();
const { rounds, schemes, hasRules, hasLocal, isStrict, isComplete } = optionsOrExit();
await prepare();
if (schemes.length > 0 || hasRules) await measureSdk();
if (hasLocal) {
  const { measureLocal } = await import('./local/measure.mjs');
  if (!(await measureLocal(rounds, console.log)) && isStrict) process.exitCode = 1;
}
// What was started for a measurement may still be there.
process.exit();

async function measureSdk() {
  // These need what was built or installed just now.
  const { measureAll } = await import('./measure/all.mjs');
  const { measureRules } = await import('./measure/rules.mjs');
  const { tables, verdicts } = await import('./report.mjs');
  const { judge } = await import('./targets.mjs');
  const { describeSurroundings, load, surroundingsText } = await import('./surroundings.mjs');

  const browsers = await findBrowsers();
  const surroundings = describeSurroundings(browsers);
  const chosen = Object.fromEntries(schemes.map((scheme) => [scheme, SCHEMES[scheme]]));
  const say = (title) => console.log(`${elapsedSeconds()} s: ${title}`);
  const results = {
    ...(schemes.length > 0 ? await measureAll(chosen, browsers, rounds, say) : {}),
    ...(hasRules ? await measureRules(browsers, rounds, say) : {}),
  };
  const targets = judge(results);

  surroundings.machine.loadAfter = load();
  console.log(tables(results));
  console.log(verdicts(targets));
  console.log(surroundingsText(surroundings));
  console.log(`${rounds} rounds in ${elapsedSeconds()} s`);
  if (isComplete) {
    const file = new URL('./results.json', import.meta.url);
    writeFileSync(file, `${JSON.stringify({ ...surroundings, rounds, targets, results }, undefined, 1)}\n`);
  }
  if (isStrict && targets.some(({ isReached }) => !isReached)) process.exitCode = 1;
}

function optionsOrExit() {
  try {
    const options = readOptions(process.argv.slice(2), Object.keys(SCHEMES));
    if (!options.isHelp) return options;
    console.log(usage(Object.keys(SCHEMES)));
    return process.exit(0);
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

function elapsedSeconds() {
  return Math.round((performance.now() - began) / 1000);
}
