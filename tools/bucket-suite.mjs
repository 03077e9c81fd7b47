// What `npm run bucket-suite` runs: the same requests against an S3 store, a Ceph of its own unless it is given one, and
// against the local bucket as Ceph; prints in what they differ.
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { ensureInstalled } from './ensure-install.mjs';

const usage = `npm run bucket-suite -- [--endpoint URL] [--region NAME]

Without --endpoint it starts Ceph (radosgw and its like on PATH). The keys of another store are
AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY of the environment. Makes buckets named suite-… there, and
removes them. Ends with 1 when the stores differ in what is not listed in test/bucket-suite/known-differences.ts,
or no longer differ in what is.`;

process.chdir(fileURLToPath(new URL('../', import.meta.url)));
const target = targetOrExit();
await ensureInstalled();
const { createViteServer } = await import('vitest/node');
const server = await createViteServer({
  configFile: false,
  appType: 'custom',
  logLevel: 'warn',
  optimizeDeps: { noDiscovery: true },
  server: { middlewareMode: true, watch: null, ws: false },
});
try {
  const { runBucketSuite } = await server.ssrLoadModule('/test/bucket-suite/command.ts');
  process.exitCode = await runBucketSuite(target, console.log);
} finally {
  await server.close();
}

function targetOrExit() {
  try {
    const { values } = parseArgs({
      options: {
        endpoint: { type: 'string' },
        region: { type: 'string' },
        help: { type: 'boolean', short: 'h' },
      },
    });
    if (values.help) {
      console.log(usage);
      process.exit(0);
    }
    if (values.endpoint === undefined) return null;
    const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey } = process.env;
    if (!accessKeyId || !secretAccessKey) {
      throw new TypeError('AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY must be set');
    }
    const endpoint = new URL(values.endpoint).origin;
    return { endpoint, region: values.region ?? 'us-east-1', credentials: { accessKeyId, secretAccessKey } };
  } catch (error) {
    console.error(`${error.message}\n\n${usage}`);
    return process.exit(2);
  }
}
