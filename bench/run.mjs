// `npm run bench`: how fast this SDK signs, beside others and beside a floor, all in one run. Prints the figures and writes
// them to bench/results.json, when all schemes were measured in full.
//
//   --quick          three rounds, for whoever works on the bench
//   --only sigv4     these schemes only (sigv4, ossv4, ossv1, cos, qingstor)
//   --strict         ends with 1 when a target is missed
import { writeFileSync } from 'node:fs';
import { SCHEMES } from './contestants/list.mjs';
import { readOptions } from './options.mjs';
import { findBrowsers, prepare } from './prepare.mjs';

const began = performance.now();
const { rounds, schemes, isStrict, isComplete } = optionsOrExit();
await prepare();

// These need what was built or installed just now.
const { measureAll } = await import('./measure/all.mjs');
const { tables, verdicts } = await import('./report.mjs');
const { judge } = await import('./targets.mjs');
const { describeSurroundings, load, surroundingsText } = await import('./surroundings.mjs');

const browsers = await findBrowsers();
const surroundings = describeSurroundings(browsers);
const chosen = Object.fromEntries(schemes.map((scheme) => [scheme, SCHEMES[scheme]]));
const results = await measureAll(chosen, browsers, rounds, (title) => {
  console.log(`${elapsedSeconds()} s: ${title}`);
});
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
process.exitCode = isStrict && targets.some(({ isReached }) => !isReached) ? 1 : 0;

function optionsOrExit() {
  try {
    return readOptions(process.argv.slice(2), Object.keys(SCHEMES));
  } catch (error) {
    console.error(error.message);
    process.exit(2);
  }
}

function elapsedSeconds() {
  return Math.round((performance.now() - began) / 1000);
}
