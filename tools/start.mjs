// `npm start`: installs, builds, and serves the desk beside a local bucket. Builtins only, until things are installed.
import { existsSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { ensureInstalled, runNpm } from './ensure-install.mjs';

const root = fileURLToPath(new URL('../', import.meta.url));
const defaultPort = 8080;
const lastPort = 65_535;
const bucketName = 'photos';

/** Written after a build that went through: an interrupted one must not pass for a new one. */
const stamp = 'build/.built-for-start';
const outputs = [
  stamp,
  'dist/esm/index.js',
  'dist/esm/node/index.js',
  'build/desk/desk.js',
  'build/desk/index.html',
];
const sources = ['src', 'demo', 'package-lock.json', 'package.json', 'rollup.config.mjs'];
sources.push('tsconfig.json', 'tsconfig.build.json', 'tsconfig.demo.json');

const servers = [];
let stopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, stop);

const wantedPort = readPort(process.env.PORT);
await ensureInstalled();
await buildIfNeeded();
await serve().catch((error) => {
  // What is under way when the servers end fails, and nobody need hear of it.
  if (!stopping) throw error;
});

/** Programs that install or build end with this process (see run-command.mjs). */
async function stop() {
  stopping = true;
  await Promise.allSettled(servers.map((server) => server.stop()));
  process.exit(0);
}

function readPort(text = '') {
  if (text === '') return defaultPort;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port >= 1 && port <= lastPort) return port;
  console.error(`PORT must be a whole number from 1 to ${lastPort}, not "${text}".`);
  process.exit(2);
}

async function buildIfNeeded() {
  if (isBuilt()) return;
  console.log('building');
  const began = new Date();
  const { code, output, timedOut } = await runNpm(['run', '--silent', 'build'], { timeoutMs: 300_000 });
  if (code !== 0) {
    console.error(output.trimEnd());
    console.error(timedOut ? 'The build did not end within 300 s.' : 'The build failed, as above.');
    process.exit(1);
  }
  writeFileSync(join(root, stamp), '');
  // A source that changed while the build ran may not be in it.
  utimesSync(join(root, stamp), began, began);
}

/** Whether everything is there and no source is newer than the last whole build. */
function isBuilt() {
  if (outputs.some((file) => !existsSync(join(root, file)))) return false;
  const builtMs = statSync(join(root, stamp)).mtimeMs;
  return sources.flatMap(withAllIn).every((path) => statSync(join(root, path)).mtimeMs < builtMs);
}

/** A path and, for a folder, everything in it: a folder is dated anew when a file in it comes or goes. */
function withAllIn(path) {
  if (!statSync(join(root, path)).isDirectory()) return [path];
  return [path, ...readdirSync(join(root, path), { recursive: true }).map((name) => join(path, name))];
}

async function serve() {
  const desk = await startDesk();
  console.log(`The desk: ${desk.url}`);
  console.log(`It has a bucket "${bucketName}" of each store, in this process:`);
  for (const { storeName, endpoint } of desk.buckets) console.log(`  ${storeName.padEnd(9)}${endpoint}`);
  console.log('Press Ctrl-C to stop.');
}

/** On a store without temporary credentials it is the date. */
function isForgotten({ signer }, name) {
  return signer.takesToken ? name.endsWith('-security-token') : name === 'x-qs-date';
}

/** A local bucket of every kind of store, each with the example rules for pages of this origin. */
async function startBuckets(origin) {
  const { ceph, cos, createBucket, oss, putBucketCors, qingstor, requiredCors, s3 } = await import(
    '../dist/esm/index.js'
  );
  // The classic mistake: everything is allowed but the header that temporary credentials add.
  const lackingRules = (store, page) =>
    requiredCors({ store, origin: page, operations: ['upload', 'download', 'head'] }).map((rule) => ({
      ...rule,
      allowedHeaders: rule.allowedHeaders.filter((name) => !isForgotten(store, name)),
    }));
  const { cephDialect, cosDialect, ossDialect, qingstorDialect, s3Dialect, startLocalBucket } = await import(
    '../dist/esm/node/index.js'
  );
  const kinds = [
    [s3, s3Dialect, ({ roleArn }) => ({ roleArn })],
    [oss, ossDialect, ({ endpoint }) => ({ tokenUrl: `${endpoint}/_local/sts` })],
    [cos, cosDialect, ({ endpoint }) => ({ tokenUrl: `${endpoint}/_local/sts` })],
    [qingstor, qingstorDialect, ({ endpoint }) => ({ signerUrl: `${endpoint}/_local/sign` })],
    [ceph, cephDialect, ({ roleArn }) => ({ roleArn })],
  ];
  return Promise.all(
    kinds.map(async ([store, dialect, signingAt]) => {
      // Its tokens and signatures are for the desk's server, which is no page.
      const pageBackend = { origins: [] };
      const local = await startLocalBucket({
        dialect,
        pageBackend,
        buckets: { [bucketName]: [] },
        onError: printError,
      });
      servers.push(local);
      const { endpoint, region, rootCredentials: credentials, faults } = local;
      const place = { store, endpoint, region, bucket: bucketName };
      const exampleRules = (page) => lackingRules(store, page);
      await putBucketCors(createBucket({ ...place, credentials, addressing: 'path' }), exampleRules(origin));
      const storeName = store.commandName;
      const signing = signingAt(local);
      const key = 'uploads/first.bin';
      return { ...place, storeName, key, adminCredentials: credentials, signing, faults, exampleRules };
    }),
  );
}

/** What the servers do not answer with, for whoever looks for the cause. */
function printError(error) {
  const [what, where = ''] = String(error?.stack ?? error).split('\n');
  console.error(`Unexpected error: ${what} ${where.trim()}`.trimEnd());
}

/**
 * Starts the desk at the port that was asked for, or at the next free one.
 *
 * The rules are there before it, with the origin that the page will have: a page that comes in the first moment must not find
 * a bucket without rules.
 */
async function startDesk() {
  const { startDeskServer } = await import('../dist/esm/node/index.js');
  for (let port = wantedPort; ; port += 1) {
    const buckets = await startBuckets(new URL(`http://127.0.0.1:${port}`).origin);
    try {
      const desk = await startDeskServer({
        root: join(root, 'build/desk'),
        port,
        buckets,
        onError: printError,
      });
      servers.push(desk);
      if (port !== wantedPort) console.log(`Port ${wantedPort} is taken: the desk is at port ${port}.`);
      return { url: desk.url, buckets };
    } catch (error) {
      await Promise.allSettled(servers.splice(0).map((server) => server.stop()));
      if (error.code === 'EADDRINUSE' && port < lastPort) continue;
      const why =
        error.code === 'EACCES'
          ? 'may not be used by this account'
          : `cannot be used (${error.code ?? error})`;
      console.error(`Port ${port} ${why}. Set PORT to another one.`);
      process.exit(1);
    }
  }
}
