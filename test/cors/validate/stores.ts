import { aws } from '../../../src/stores/aws.js';
import { b2 } from '../../../src/stores/b2.js';
import { ceph } from '../../../src/stores/ceph.js';
import { cos } from '../../../src/stores/cos.js';
import { gcs } from '../../../src/stores/gcs.js';
import { minio } from '../../../src/stores/minio.js';
import { oss } from '../../../src/stores/oss.js';
import { ossV1 } from '../../../src/stores/oss-v1.js';
import { qingstor } from '../../../src/stores/qingstor.js';
import { r2 } from '../../../src/stores/r2.js';
import { s3 } from '../../../src/stores/s3.js';
import { spaces } from '../../../src/stores/spaces.js';
import type { RuledStore } from '../../../src/stores/store.js';
import { wasabi } from '../../../src/stores/wasabi.js';

/** Every store whose rules are known. */
export const STORES: readonly RuledStore[] = [
  ...[aws, s3, ceph, spaces, r2, b2, wasabi, minio, gcs, oss, ossV1, cos, qingstor],
];
