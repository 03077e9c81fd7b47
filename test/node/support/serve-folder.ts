// A process of its own, to be killed or measured: a local bucket in a folder. Prints its endpoint, then on each line of its
// input how many bytes of memory it has resident.
import { startLocalBucket } from '../../../src/node/local-bucket/start-local-bucket.js';

const [dir = '', accessKeyId = '', secretAccessKey = ''] = process.argv.slice(2);
const { endpoint } = await startLocalBucket({
  dir,
  rootCredentials: { accessKeyId, secretAccessKey },
  buckets: { photos: [] },
});
process.stdout.write(`${endpoint}\n`);
process.stdin.on('data', () => process.stdout.write(`${process.resourceUsage().maxRSS * 1024}\n`));
