import { randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import type { CorsRule } from '../../model/cors-rule.js';
import { type ErrorListener, errorListener } from '../error-listener.js';
import { createAccessKeyId, createSecret } from './access-keys.js';
import type { BodyPace } from './body-pace.js';
import { createHandler } from './create-handler.js';
import type { Dialect } from './dialect.js';
import type { RequestHandler } from './exchange.js';
import { createFaults, type FaultSwitch } from './faults/fault-switch.js';
import type { LocalBucketOptions, RootCredentials } from './options.js';
import { ownRoutes } from './own-paths/own-routes.js';
import { withOwnPaths } from './own-paths/with-own-paths.js';
import { s3Dialect } from './s3/s3-dialect.js';
import { serveHttp } from './serve-http.js';
import type { Service } from './service.js';
import { createMemoryStorage } from './storage/memory/memory-storage.js';
import type { ObjectStorage } from './storage/object-storage.js';
import { localSubdomain } from './target.js';
import { validateOptions } from './validate-options.js';

/** Objects that are kept and bodies that come in, together: a page that loops cannot take all memory of this process. */
const MAX_MEMORY_BYTES = 512 * 1024 * 1024;

/** Records of objects, parts and uploads, whose own size is not counted among the bytes. */
const MAX_MEMORY_RECORDS = 200_000;

const IDLE_MS = 120_000;

/** Far below the slowest network that a browser can be told to play, and far above a byte now and then. */
const BODY_PACE: BodyPace = {
  graceMs: 120_000,
  minBytesPerSecond: 128,
  monotonicMs: () => performance.now(),
};

/** Where one dialect is found. */
export interface LocalStore {
  /** As which store it answers. */
  readonly dialect: Dialect;
  /** `http://NAME.localhost:PORT`, or the endpoint itself where there is but one dialect. */
  readonly endpoint: string;
  /** As requests are signed for it. */
  readonly region: string;
  /** The role to assume. Empty on a store without temporary keys. */
  readonly roleArn: string;
}

/** A local bucket that runs. */
export interface LocalBucket {
  /** `http://127.0.0.1:PORT`, without a slash at the end, nor `:80`. Buckets stand in the path, or before `localhost:PORT`. */
  readonly endpoint: string;
  /** That of the first dialect. */
  readonly region: string;
  /** The keys of the buckets' owner, which may do all. They last. */
  readonly rootCredentials: RootCredentials;
  /** The role to assume: the `RoleArn` of `AssumeRole`, which is answered at the endpoint itself. That of the first dialect. */
  readonly roleArn: string;
  /** Every dialect, in the order given. */
  readonly stores: readonly LocalStore[];
  /** What goes wrong, to be changed at any time. */
  readonly faults: FaultSwitch;
  /** Ends open connections, frees the port and, without `dir`, forgets everything. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts an object store in this process that checks signatures, keeps and applies CORS rules, and hands out temporary
 * credentials, in the way of the stores whose dialects it is given. For development and tests: it has one account, no
 * permissions besides, and no https.
 *
 * @param options - {@link LocalBucketOptions}; all may be left out.
 * @returns What a client needs to know, once requests are answered.
 * @throws ConfigError with every option that is unknown or wrong.
 * @throws The system's error, with its `code`, when the port or the folder cannot be had: `EADDRINUSE`.
 */
export async function startLocalBucket(options: LocalBucketOptions = {}): Promise<LocalBucket> {
  validateOptions(options);
  const { port = 0, host = '127.0.0.1', dialect = s3Dialect } = options;
  const realNow = options.now ?? (() => new Date());
  const now = (): Date => new Date(realNow().getTime() + faults.clockOffsetMs());
  // Those of a fault are counted on a clock that is right.
  const faults = createFaults(realNow);
  faults.set(options.faults ?? []);
  const dialects = isList(dialect) ? dialect : [dialect];
  const onError = errorListener(options.onError);
  const rootCredentials = options.rootCredentials ?? createRootCredentials(dialects);
  const storages: ObjectStorage[] = [];
  try {
    for (const each of dialects) storages.push(await openStorage(each, options, now(), onError));
    const services = dialects.map(
      (each, index): Service => ({
        dialect: each,
        region: options.region ?? each.defaultRegion,
        storage: storages[index] as ObjectStorage,
        keys: new Map([[rootCredentials.accessKeyId, { ...rootCredentials, session: null }]]),
        ruleSemantics: options.ruleSemantics ?? each.ruleSemantics,
        corsHeadersOnAuthErrors: options.corsHeadersOnAuthErrors ?? each.corsHeadersOnAuthErrors,
        explain: options.explain ?? false,
        now,
        randomBytes,
        onError,
      }),
    );
    const handlers = await Promise.all(
      services.map(async (service) => {
        const routes = await ownRoutes(service, faults, rootCredentials, options);
        const labels = service.dialect.hostLabels(service.region);
        return withOwnPaths(faults.wrap(createHandler(service)), routes, labels);
      }),
    );
    const handlerFor = (asked: string): RequestHandler =>
      handlers[indexByHost(dialects, options, asked)] as RequestHandler;
    const server = await serveHttp(handlerFor, {
      host,
      port,
      now,
      idleMs: IDLE_MS,
      bodyPace: BODY_PACE,
      onError,
    });
    const endpoint = new URL(`http://${hostInUrl(host)}:${server.port}`).origin;
    const stores = dialects.map((each) => ({
      dialect: each,
      endpoint: dialects.length === 1 ? endpoint : `http://${each.name}.localhost:${server.port}`,
      region: options.region ?? each.defaultRegion,
      roleArn: each.roleArn,
    }));
    const { region, roleArn } = stores[0] as LocalStore;
    return {
      endpoint,
      region,
      rootCredentials: { ...rootCredentials },
      roleArn,
      stores,
      faults: { list: faults.list, set: faults.set },
      stop: async () => {
        await server.stop();
        await closeAll(storages);
      },
    };
  } catch (error) {
    await closeAll(storages);
    throw error;
  }
}

async function openStorage(
  { name, documents }: Dialect,
  { dir, buckets = {} }: LocalBucketOptions,
  createdAt: Date,
  onError: ErrorListener,
): Promise<ObjectStorage> {
  const storage =
    dir === undefined
      ? createMemoryStorage(MAX_MEMORY_BYTES, MAX_MEMORY_RECORDS)
      : await openFolder(join(dir, name), onError);
  for (const [bucket, rules] of Object.entries(buckets)) {
    const kept = documents.normaliseRules?.(rules) ?? rules;
    await storage.createBucket({ name: bucket, createdAt, cors: configurationOf(kept) });
  }
  return storage;
}

/** Loaded where it is asked for: most runs keep nothing. */
async function openFolder(path: string, onError: ErrorListener): Promise<ObjectStorage> {
  const { openFolderStorage } = await import('./storage/folder/open-folder-storage.js');
  return openFolderStorage(path, onError);
}

function configurationOf(rules: readonly CorsRule[]): { readonly rules: readonly CorsRule[] } | null {
  return rules.length === 0 ? null : { rules };
}

async function closeAll(storages: readonly ObjectStorage[]): Promise<void> {
  await Promise.all(storages.map((storage) => storage.close()));
}

/**
 * The dialect that a host names, `photos.oss.localhost`; the first where it names none. Where several answer to a label, it is
 * the one whose name stands in it, and then the one with the longest.
 */
function indexByHost(dialects: readonly Dialect[], { region }: LocalBucketOptions, host: string): number {
  if (dialects.length === 1) return 0;
  const subdomain = localSubdomain(host);
  const found = dialects.flatMap((dialect, index) =>
    dialect
      .hostLabels(region ?? dialect.defaultRegion)
      .filter((label) => subdomain === label || subdomain?.endsWith(`.${label}`))
      .map((label) => ({ index, isOwn: label.split('.').includes(dialect.name), length: label.length })),
  );
  found.sort((a, b) => Number(b.isOwn) - Number(a.isOwn) || b.length - a.length);
  return found[0]?.index ?? 0;
}

function createRootCredentials([first]: readonly Dialect[]): RootCredentials {
  const { lasting } = (first as Dialect).keyIdPrefixes;
  return { accessKeyId: createAccessKeyId(lasting, randomBytes), secretAccessKey: createSecret(randomBytes) };
}

function isList(dialect: Dialect | readonly Dialect[]): dialect is readonly Dialect[] {
  return Array.isArray(dialect);
}

/** An address that stands for every interface can be listened on, but not asked. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}
