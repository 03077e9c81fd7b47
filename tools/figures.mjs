// Measures the sizes anew and writes them, with what bench/results.json holds, into both READMEs. Run `npm run build` first.
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { ensureTestPackages } from './ensure-test-packages.mjs';
import { figures, MARKS, WORDS, weighAll } from './readme-figures.mjs';

process.chdir(fileURLToPath(new URL('../', import.meta.url)));
const { code: failed, output } = await ensureTestPackages('interop');
if (failed !== 0) {
  console.error(output);
  process.exit(1);
}
const weighed = await weighAll();
const day = new Date().toISOString().slice(0, 10);
for (const file of Object.keys(WORDS)) {
  const text = readFileSync(file, 'utf8');
  const [before, rest = ''] = text.split(MARKS[0]);
  const [, after] = rest.split(MARKS[1]);
  if (after === undefined) throw new Error(`${file} has no place for the figures: ${MARKS.join('')}`);
  writeFileSync(file, [before, MARKS[0], '\n', figures(file, day, weighed), '\n', MARKS[1], after].join(''));
  console.log(`wrote ${file}`);
}
