// A local bucket in a process of its own: `node serve.mjs memory` or `node serve.mjs folder DIR`. Prints its endpoint when it
// answers; then, for each line of its input, the most memory it had resident, in bytes.
import { BUCKET, KEYS } from './load.mjs';

const [where, dir] = process.argv.slice(2);
const { startLocalBucket } = await import('../../dist/esm/node/local-bucket/start-local-bucket.js');
const { endpoint } = await startLocalBucket({
  rootCredentials: KEYS,
  buckets: { [BUCKET]: [] },
  ...(where === 'folder' ? { dir } : {}),
});
console.log(endpoint);
process.stdin.on('data', () => console.log(process.resourceUsage().maxRSS * 1024));
