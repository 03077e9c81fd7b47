// Writes dist/sri.json: for each script that a page may load, what belongs into its integrity attribute.
import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';

const SCRIPTS = [
  'bucket-preflight.mjs',
  'bucket-preflight.umd.js',
  'bucket-preflight.umd.min.js',
  'bucket-preflight.zh-CN.umd.min.js',
];

const hashes = SCRIPTS.map((file) => {
  const hash = createHash('sha384')
    .update(readFileSync(`dist/${file}`))
    .digest('base64');
  return [file, `sha384-${hash}`];
});
writeFileSync('dist/sri.json', `${JSON.stringify(Object.fromEntries(hashes), null, 2)}\n`);
