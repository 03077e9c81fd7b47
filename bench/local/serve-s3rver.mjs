// s3rver in a process of its own, its objects in the folder given, which is all it can do. Prints its endpoint.
import { createRequire } from 'node:module';
import { BUCKET } from './load.mjs';

const require = createRequire(new URL('../../test/interop/package.json', import.meta.url));
const S3rver = require('s3rver');
const { port } = await new S3rver({
  address: '127.0.0.1',
  port: 0,
  silent: true,
  vhostBuckets: false,
  directory: process.argv[3],
  configureBuckets: [{ name: BUCKET, configs: [] }],
}).run();
console.log(`http://127.0.0.1:${port}`);
process.stdin.resume();
