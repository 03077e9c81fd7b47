import { randomBytes } from 'node:crypto';
import type { CorsRule } from '../../src/model/cors-rule.js';
import type { Credentials } from '../../src/model/credentials.js';
import {
  type AccessKey,
  createAccessKeyId,
  createSecret,
  createSessionToken,
} from '../../src/node/local-bucket/access-keys.js';
import { createHandler } from '../../src/node/local-bucket/create-handler.js';
import type { Dialect } from '../../src/node/local-bucket/dialect.js';
import { serveHttp } from '../../src/node/local-bucket/serve-http.js';
import { createMemoryStorage } from '../../src/node/local-bucket/storage/memory/memory-storage.js';

/** A local bucket whose keys a test can make. */
export interface ServedDialect {
  readonly endpoint: string;
  readonly port: number;
  readonly region: string;
  /** The root key's. */
  readonly credentials: Credentials;
  /** The clock that signatures go by. Default: the system's. */
  readonly clock: { now: () => Date };
  /** Temporary credentials, from now on for `seconds`, 900 unless told otherwise. @param token - Default: a fresh one that needs encoding. */
  temporary(seconds?: number, token?: string): Required<Credentials>;
  /** Unexpected errors inside. */
  readonly errors: unknown[];
  stop(): Promise<void>;
}

/** Serves one dialect from memory. @param buckets - By name, each with its CORS rules; `[]`: without any. */
export async function serveDialect(
  dialect: Dialect,
  buckets: Readonly<Record<string, readonly CorsRule[]>>,
): Promise<ServedDialect> {
  const keys = new Map<string, AccessKey>();
  const addKey = (prefix: string, session: AccessKey['session']): AccessKey => {
    const accessKeyId = createAccessKeyId(prefix, randomBytes);
    const key = { accessKeyId, secretAccessKey: createSecret(randomBytes), session };
    keys.set(accessKeyId, key);
    return key;
  };
  const root = addKey(dialect.keyIdPrefixes.lasting, null);
  const clock = { now: () => new Date() };
  const errors: unknown[] = [];
  const onError = (error: unknown): void => void errors.push(error);
  const storage = createMemoryStorage(256 * 1024 * 1024, 100_000);
  for (const [name, rules] of Object.entries(buckets)) {
    await storage.createBucket({ name, createdAt: new Date(), cors: rules.length === 0 ? null : { rules } });
  }
  const region = dialect.defaultRegion;
  const { ruleSemantics, corsHeadersOnAuthErrors } = dialect;
  const now = (): Date => clock.now();
  const handler = createHandler({
    dialect,
    region,
    storage,
    keys,
    ruleSemantics,
    corsHeadersOnAuthErrors,
    now,
    randomBytes,
    onError,
  });
  const bodyPace = { graceMs: 30_000, minBytesPerSecond: 128, monotonicMs: () => performance.now() };
  const listener = { host: '127.0.0.1', port: 0, now, idleMs: 30_000, bodyPace, onError };
  const { port, stop } = await serveHttp(() => handler, listener);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    port,
    region,
    credentials: { accessKeyId: root.accessKeyId, secretAccessKey: root.secretAccessKey },
    clock,
    temporary: (seconds = 900, token = createSessionToken(randomBytes)) => {
      const startTime = new Date(Math.floor(now().getTime() / 1000) * 1000);
      const expiration = new Date(startTime.getTime() + seconds * 1000);
      const { accessKeyId, secretAccessKey } = addKey(dialect.keyIdPrefixes.temporary, {
        token,
        expiresAt: expiration,
      });
      return { accessKeyId, secretAccessKey, securityToken: token, startTime, expiration };
    },
    errors,
    stop: async () => {
      await stop();
      await storage.close();
    },
  };
}
