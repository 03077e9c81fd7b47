import {
  type Dialect,
  type LocalBucket,
  type LocalBucketOptions,
  startLocalBucket,
} from '../../src/node/index.js';
import type { AccessKeys } from '../../src/node/local-bucket/access-keys.js';
import type { Operation } from '../../src/node/local-bucket/operation.js';

/** A key pair, its token with it if it is temporary. */
export interface TestKeys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly securityToken?: string;
}

/** A session to be made. */
export interface TestSession {
  readonly expiresAt: Date;
  readonly permits?: (operation: Operation) => boolean;
}

/** A local bucket to which temporary keys can be added without an STS. */
export interface BucketWithKeys extends LocalBucket {
  readonly addSession: (session: TestSession) => Required<TestKeys>;
}

/** Starts a local bucket of one dialect, otherwise unchanged. */
export async function startBucketWithKeys(
  dialect: Dialect,
  options: LocalBucketOptions = {},
): Promise<BucketWithKeys> {
  let keys: AccessKeys | null = null;
  const { authentication } = dialect;
  const watched: Dialect = {
    ...dialect,
    authentication: {
      ...authentication,
      authenticate: (request, operation, access, body) => {
        keys = access.keys;
        return authentication.authenticate(request, operation, access, body);
      },
    },
  };
  const bucket = await startLocalBucket({ ...options, dialect: watched });
  await fetch(bucket.endpoint);
  let made = 0;
  return {
    ...bucket,
    addSession: ({ expiresAt, permits }) => {
      made += 1;
      const accessKeyId = `${dialect.keyIdPrefixes.temporary}TestSession${made}`;
      const secretAccessKey = `secret/of+session${made}=`;
      // With what goes wrong when it is not percent-encoded.
      const token = `token+of/session${made}=`;
      const session = { token, expiresAt, ...(permits === undefined ? {} : { permits }) };
      keys?.set(accessKeyId, { accessKeyId, secretAccessKey, session });
      return { accessKeyId, secretAccessKey, securityToken: token };
    },
  };
}
