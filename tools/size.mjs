// Prints what each use of the package costs a page, in bytes after gzip. Run `npm run build` first.
import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { bundleEntry } from './bundle-entry.mjs';

const USES = {
  'sign only': ['signAwsV4Headers', 'signAwsV4Url'],
  'one store, signed requests': ['createBucket', 's3', 'putObject', 'presignUrl'],
  'one store, CORS rules': ['createBucket', 's3', 'getBucketCors', 'putBucketCors', 'deleteBucketCors'],
  'CORS rules judged': ['s3', 'validateCors', 'fixCors', 'requiredCors'],
  'one codec': ['ossCorsCodec'],
  'documents of every shape': ['readCorsDocument', 'isSameConfiguration'],
  'conversion to one store': ['convertCors', 'aws', 'qingstor', 'qingstorCorsCodec'],
  'checkCors, evaluateRules': ['checkCors', 'explainRequest', 'evaluateRules'],
  'diagnosis in words': ['createBucket', 's3', 'diagnose', 'explainDiagnosis'],
};

for (const [use, names] of Object.entries(USES)) {
  const { gzipBytes, lazy } = await bundleEntry(
    `import { ${names} } from 'bucket-preflight'; console.log(${names});`,
  );
  const later = [...lazy.values()].reduce((sum, code) => sum + gzipSync(code, { level: 9 }).length, 0);
  console.log(
    `${use.padEnd(30)} ${kilobytes(gzipBytes)}${later > 0 ? `, ${kilobytes(later)} more when it is needed` : ''}`,
  );
}
for (const file of ['bucket-preflight.mjs', 'bucket-preflight.umd.js', 'bucket-preflight.umd.min.js']) {
  console.log(`${file.padEnd(30)} ${kilobytes(gzipSync(readFileSync(`dist/${file}`), { level: 9 }).length)}`);
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1).padStart(5)} KB`;
}
