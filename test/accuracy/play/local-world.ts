import { randomBytes } from 'node:crypto';
import {
  cephDialect,
  cosDialect,
  type Dialect,
  ossDialect,
  qingstorDialect,
  s3Dialect,
} from '../../../src/node/index.js';
import {
  type AccessKey,
  createAccessKeyId,
  createSecret,
  createSessionToken,
} from '../../../src/node/local-bucket/access-keys.js';
import { PLAIN_BODY } from '../../../src/node/local-bucket/authentication.js';
import { createHandler } from '../../../src/node/local-bucket/create-handler.js';
import { createFaults } from '../../../src/node/local-bucket/faults/fault-switch.js';
import { createMemoryStorage } from '../../../src/node/local-bucket/storage/memory/memory-storage.js';
import type { ObjectStorage } from '../../../src/node/local-bucket/storage/object-storage.js';
import type { StoreHandler } from '../../../src/node/local-bucket/store-handler.js';
import type { StoreName } from '../accuracy-case.js';
import { isAccepted, readingOf } from '../truth/accepts.js';
import type { World } from './world.js';

const DIALECTS: Readonly<Record<StoreName, Dialect>> = {
  s3: s3Dialect,
  oss: ossDialect,
  cos: cosDialect,
  qingstor: qingstorDialect,
  ceph: cephDialect,
};
const MEMORY_BYTES = 64 * 1024 * 1024;
const MOST_RECORDS = 100_000;
const LIFE_MS = 12 * 3600 * 1000;

/** One store of each dialect in this process, with and without CORS headers on refused signatures. */
interface LocalStore {
  readonly storage: ObjectStorage;
  readonly key: AccessKey;
  readonly region: string;
  readonly showing: StoreHandler;
  readonly hiding: StoreHandler;
  /** Takes who signs nothing for somebody who may read. */
  readonly open: StoreHandler;
}

export function openLocalWorld(): World {
  const stores = Object.fromEntries(
    Object.entries(DIALECTS).map(([name, dialect]) => [name, openStore(dialect)]),
  ) as Record<StoreName, LocalStore>;
  return {
    addBucket: async (name, of, rules, hasFault) => {
      const { storage, hiding, showing, open } = stores[of.store];
      const kept = DIALECTS[of.store].documents.normaliseRules?.(rules) ?? rules;
      await storage.createBucket({
        name,
        createdAt: new Date(),
        cors: kept.length === 0 ? null : { rules: kept },
      });
      if (of.readBefore !== null) await putObject(storage, name, of.request.key);
      const signed = of.hidesAuthErrors ? hiding : showing;
      const faults = createFaults(() => new Date());
      if (hasFault && of.fault !== null) faults.set([of.fault]);
      return {
        handler: faults.wrap(of.readBefore === null ? signed : open),
        accepts: (origin, method, names) => isAccepted(rules, readingOf(of.store), origin, method, names),
      };
    },
    learn: async () => {},
    credentialsFor: (of) => {
      const { accessKeyId, secretAccessKey, session } = stores[of.store].key;
      return JSON.stringify({
        AccessKeyId: accessKeyId,
        SecretAccessKey: of.hasWrongSecret ? 'not-the-secret' : secretAccessKey,
        ...(session === null
          ? {}
          : { SessionToken: session.token, Expiration: session.expiresAt.toISOString() }),
      });
    },
    regionFor: (of) => stores[of.store].region,
    stop: async () => {
      await Promise.all(Object.values(stores).map(({ storage }) => storage.close()));
    },
  };
}

function openStore(dialect: Dialect): LocalStore {
  const storage = createMemoryStorage(MEMORY_BYTES, MOST_RECORDS);
  const key = createKey(dialect);
  const region = dialect.defaultRegion;
  const service = {
    dialect,
    region,
    storage,
    keys: new Map([[key.accessKeyId, key]]),
    ruleSemantics: dialect.ruleSemantics,
    now: () => new Date(),
    randomBytes,
    onError: (error: unknown) => {
      throw error;
    },
  };
  return {
    storage,
    key,
    region,
    open: createHandler({ ...service, dialect: openTo(key, dialect), corsHeadersOnAuthErrors: true }),
    showing: createHandler({ ...service, corsHeadersOnAuthErrors: true }),
    hiding: createHandler({ ...service, corsHeadersOnAuthErrors: false }),
  };
}

/** The dialect of a store that takes who signs nothing for the one with this key. */
function openTo(caller: AccessKey, dialect: Dialect): Dialect {
  const { authentication } = dialect;
  const authenticate: Dialect['authentication']['authenticate'] = (...request) =>
    authentication.authenticate(...request) ?? { caller, body: PLAIN_BODY };
  return { ...dialect, authentication: { ...authentication, authenticate } };
}

async function putObject(storage: ObjectStorage, bucket: string, key: string): Promise<void> {
  const body = storage.stage();
  await body.write(Buffer.from('abc'));
  const record = { key, size: 3, etag: '900150983cd24fb0d6963f7d28e17f72', lastModified: new Date() };
  await storage.putObject(bucket, { ...record, headers: [], metadata: [] }, body, () => {});
}

/** Temporary keys, where the store has them. */
function createKey({ keyIdPrefixes, roleArn }: Dialect): AccessKey {
  const secretAccessKey = createSecret(randomBytes);
  const { lasting, temporary } = keyIdPrefixes;
  if (roleArn === '') {
    return { accessKeyId: createAccessKeyId(lasting, randomBytes), secretAccessKey, session: null };
  }
  const session = { token: createSessionToken(randomBytes), expiresAt: new Date(Date.now() + LIFE_MS) };
  return { accessKeyId: createAccessKeyId(temporary, randomBytes), secretAccessKey, session };
}
