import { randomBytes } from 'node:crypto';
import { isIPv6 } from 'node:net';
import { s3 } from '../../stores/s3.js';
import { errorListener } from '../error-listener.js';
import { type AccessKeys, createAccessKeyId, createSecret, type RandomBytes } from './access-keys.js';
import { createMemoryStore } from './memory-store.js';
import type { LocalBucketOptions, RootCredentials } from './options.js';
import { createS3Dialect } from './s3/s3-dialect.js';
import { serveHttp } from './serve-http.js';
import { validateOptions } from './validate-options.js';

/** Several uploads of the longest objects at a time; a page that loops cannot take all memory of this process. */
const MAX_HELD_BYTES = 256 * 1024 * 1024;

const ROLE_ARN = 'arn:aws:iam::000000000000:role/local-bucket';

/** A local bucket that runs. */
export interface LocalBucket {
  /** `http://127.0.0.1:PORT`, without a slash at the end, nor `:80`. Buckets stand in the path, or before `localhost:PORT`. */
  readonly endpoint: string;
  readonly region: string;
  readonly rootCredentials: RootCredentials;
  /** The role to assume: the `RoleArn` of `AssumeRole`, which is answered at the endpoint itself. */
  readonly roleArn: string;
  /** Ends open connections, frees the port and forgets everything. May be called again. */
  stop(): Promise<void>;
}

/**
 * Starts an object store in this process, in memory, that checks signatures, keeps and applies CORS rules, and hands
 * out temporary credentials, in the way of Amazon S3. For development and tests: it has one account, no permissions
 * besides, and no https.
 *
 * @param options - {@link LocalBucketOptions}; all may be left out.
 * @returns What a client needs to know, once requests are answered.
 * @throws ConfigError with every option that is unknown or wrong.
 * @throws The system's error, with its `code`, when the port cannot be had: `EADDRINUSE`.
 */
export async function startLocalBucket(options: LocalBucketOptions = {}): Promise<LocalBucket> {
  validateOptions(options);
  const {
    port = 0,
    host = '127.0.0.1',
    region = 'us-east-1',
    rootCredentials = createRootCredentials(randomBytes),
    now = () => new Date(),
    corsHeadersOnAuthErrors = true,
    ruleSemantics = s3.ruleSemantics,
    buckets = {},
  } = options;
  const onError = errorListener(options.onError);
  const { accessKeyId, secretAccessKey } = rootCredentials;
  const keys: AccessKeys = new Map([[accessKeyId, { accessKeyId, secretAccessKey, session: null }]]);
  const dialect = createS3Dialect({
    region,
    store: createMemoryStore(buckets),
    keys,
    roleArn: ROLE_ARN,
    ruleSemantics,
    corsHeadersOnAuthErrors,
    now,
    randomBytes,
    onError,
  });
  const server = await serveHttp(dialect, { host, port, now, maxHeldBytes: MAX_HELD_BYTES, onError });
  return {
    endpoint: new URL(`http://${hostInUrl(host)}:${server.port}`).origin,
    region,
    rootCredentials: { accessKeyId, secretAccessKey },
    roleArn: ROLE_ARN,
    stop: server.stop,
  };
}

function createRootCredentials(random: RandomBytes): RootCredentials {
  return { accessKeyId: createAccessKeyId('AKIA', random), secretAccessKey: createSecret(random) };
}

/** An address that stands for every interface can be listened on, but not asked. */
function hostInUrl(host: string): string {
  if (host === '0.0.0.0') return '127.0.0.1';
  if (host === '::') return '[::1]';
  return isIPv6(host) ? `[${host}]` : host;
}
