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
  const { putBucketCors, createBucket, s3 } = await import('../dist/esm/index.js');
  const { startLocalBucket } = await import('../dist/esm/node/index.js');
  const local = await startLocalBucket({ buckets: { [bucketName]: [] }, onError: printError });
  servers.push(local);
  const { endpoint, region, rootCredentials, roleArn } = local;
  const bucket = createBucket({
    store: s3,
    endpoint,
    region,
    bucket: bucketName,
    credentials: rootCredentials,
    addressing: 'path',
  });
  const desk = await startDesk(
    {
      root: join(root, 'build/desk'),
      bucket: { store: s3, storeName: 's3', endpoint, region, bucket: bucketName, key: 'uploads/first.bin' },
      adminCredentials: rootCredentials,
      roleArn,
      exampleRules,
      onError: printError,
    },
    (origin) => putBucketCors(bucket, exampleRules(origin)),
  );
  servers.push(desk);
  console.log(`The desk:   ${desk.url}`);
  console.log(`Its bucket: ${endpoint}/${bucketName}`);
  console.log('Press Ctrl-C to stop.');
}

/** The classic mistake: everything is allowed but the header that temporary credentials add. */
function exampleRules(origin) {
  return [
    {
      allowedOrigins: [origin],
      allowedMethods: ['GET', 'PUT', 'HEAD'],
      allowedHeaders: ['authorization', 'content-type', 'x-amz-content-sha256', 'x-amz-date'],
      exposeHeaders: ['ETag'],
      maxAgeSeconds: 600,
    },
  ];
}

/** What the servers do not answer with, for whoever looks for the cause. */
function printError(error) {
  const [what, where = ''] = String(error?.stack ?? error).split('\n');
  console.error(`Unexpected error: ${what} ${where.trim()}`.trimEnd());
}

/**
 * Starts the desk at the port that was asked for, or at the next free one.
 *
 * @param putRules - Called first, with the origin that the page will have: a page that comes in the first moment must not
 * find a bucket without rules.
 */
async function startDesk(options, putRules) {
  const { startDeskServer } = await import('../dist/esm/node/index.js');
  for (let port = wantedPort; ; port += 1) {
    await putRules(new URL(`http://127.0.0.1:${port}`).origin);
    try {
      const desk = await startDeskServer({ ...options, port });
      if (port !== wantedPort) console.log(`Port ${wantedPort} is taken: the desk is at port ${port}.`);
      return desk;
    } catch (error) {
      if (error.code === 'EADDRINUSE' && port < lastPort) continue;
      const why =
        error.code === 'EACCES'
          ? 'may not be used by this account'
          : `cannot be used (${error.code ?? error})`;
      console.error(`Port ${port} ${why}. Set PORT to another one.`);
      await Promise.allSettled(servers.map((server) => server.stop()));
      process.exit(1);
    }
  }
}
