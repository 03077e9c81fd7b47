// Other clients for the same tasks, to weigh beside ours.
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { bundleEntry } from './bundle-entry.mjs';

const INTEROP = fileURLToPath(new URL('../test/interop/', import.meta.url));

/**
 * By package name: the use of ours (its title in `entry-uses.mjs`) that is the same task. Those that are made for bundlers are
 * bundled; the others bring one file for all tasks, which bundlers take as it is.
 */
export const PEERS = {
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

/**
 * @param {string} name - Of `PEERS`. The packages of `test/interop` must be installed.
 * @returns {Promise<{ version: string, gzipBytes: number }>}
 */
export async function weighPeer(name) {
  const { code, file } = PEERS[name];
  const { version } = JSON.parse(readFileSync(`${INTEROP}node_modules/${name}/package.json`, 'utf8'));
  if (code !== undefined) return { version, gzipBytes: (await bundleEntry(code, INTEROP)).gzipBytes };
  const bytes = readFileSync(`${INTEROP}node_modules/${name}/${file}`);
  return { version, gzipBytes: gzipSync(bytes, { level: 9 }).length };
}
