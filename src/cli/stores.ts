import { aws } from '../stores/aws.js';
import { b2 } from '../stores/b2.js';
import { ceph } from '../stores/ceph.js';
import { cos } from '../stores/cos.js';
import { gcs } from '../stores/gcs.js';
import { minio } from '../stores/minio.js';
import { oss } from '../stores/oss.js';
import { ossV1 } from '../stores/oss-v1.js';
import { qingstor } from '../stores/qingstor.js';
import { r2 } from '../stores/r2.js';
import { s3 } from '../stores/s3.js';
import { spaces } from '../stores/spaces.js';
import type { Store } from '../stores/store.js';
import { wasabi } from '../stores/wasabi.js';
import { ALIBABA, AMAZON, type Environment, QINGCLOUD, TENCENT } from './environment.js';

/** A store, and whose environment variables and files go with it. */
export interface KnownStore {
  readonly store: Store;
  readonly environment: Environment;
}

/** All stores, by what the command line calls them. */
export const STORES: ReadonlyMap<string, KnownStore> = new Map(
  (
    [
      [AMAZON, [aws, s3, ceph, minio, r2, b2, wasabi, spaces, gcs]],
      [ALIBABA, [oss, ossV1]],
      [TENCENT, [cos]],
      [QINGCLOUD, [qingstor]],
    ] as const
  ).flatMap(([environment, stores]) =>
    stores.map((store): [string, KnownStore] => [store.commandName, { store, environment }]),
  ),
);
