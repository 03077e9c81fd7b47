// Prints what each use of the package costs a page, in bytes after gzip, beside what other clients cost for the same task,
// bundled in the same run. Run `npm run build` first.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundleEntry } from './bundle-entry.mjs';
import { ensureTestPackages } from './ensure-test-packages.mjs';
import { ENTRY_USES, SCRIPT_SIZES } from './entry-uses.mjs';

const INTEROP = fileURLToPath(new URL('../test/interop/', import.meta.url));
/** Those that are made for bundlers are bundled; the others bring one file for all tasks, which bundlers take as it is. */
const PEERS = {
  aws4fetch: {
    task: 's3: signing',
    code: "import { AwsV4Signer } from 'aws4fetch'; console.log(AwsV4Signer);",
  },
  '@aws-sdk/client-s3': {
    task: 's3: signing, uploads, CORS',
    code: `import { S3Client, PutObjectCommand, GetBucketCorsCommand, PutBucketCorsCommand, DeleteBucketCorsCommand } from '@aws-sdk/client-s3';
      import { getSignedUrl } from '@aws-sdk/s3-request-presigner';
      console.log(S3Client, PutObjectCommand, GetBucketCorsCommand, PutBucketCorsCommand, DeleteBucketCorsCommand, getSignedUrl);`,
  },
  'ali-oss': { task: 'oss: signing, uploads, CORS', file: 'dist/aliyun-oss-sdk.min.js' },
  'cos-js-sdk-v5': { task: 'cos: signing, uploads, CORS', file: 'dist/cos-js-sdk-v5.min.js' },
  'qingstor-sdk': { task: 'qingstor: signing, uploads, CORS', file: 'dist/qingstor-sdk.min.js' },
};
const BUNDLES = [{ file: 'bucket-preflight.mjs' }, { file: 'bucket-preflight.umd.js' }, ...SCRIPT_SIZES];

const { code: failed, output } = await ensureTestPackages('interop');
if (failed !== 0) {
  console.error(output);
  process.exit(1);
}
for (const { title, code, askedBytes } of ENTRY_USES) {
  const { gzipBytes, lazy } = await bundleEntry(code);
  const later = [...lazy.values()].reduce((sum, part) => sum + gzipped(part), 0);
  print(
    title,
    gzipBytes,
    `${asked(askedBytes)}${later > 0 ? `, ${kilobytes(later)} more in parts that are loaded when needed` : ''}`,
  );
  for (const [name, peer] of Object.entries(PEERS)) if (peer.task === title) await printPeer(name, peer);
}
for (const { file, askedBytes } of BUNDLES)
  print(file, gzipped(readFileSync(`dist/${file}`)), asked(askedBytes));

function asked(bytes) {
  return bytes === undefined ? '' : `, asked ${kilobytes(bytes)}`;
}

async function printPeer(name, { code, file }) {
  const { version } = JSON.parse(readFileSync(`${INTEROP}node_modules/${name}/package.json`, 'utf8'));
  const bytes =
    code === undefined
      ? gzipped(readFileSync(`${INTEROP}node_modules/${name}/${file}`))
      : (await bundleEntry(code, INTEROP)).gzipBytes;
  print(`  ${name} ${version}`, bytes, code === undefined ? `, its ${file}` : '');
}

function print(title, bytes, rest) {
  console.log(`${title.padEnd(34)} ${kilobytes(bytes).padStart(9)}${rest}`);
}

function gzipped(code) {
  return gzipSync(code, { level: 9 }).length;
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}
