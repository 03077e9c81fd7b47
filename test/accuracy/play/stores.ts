import { ceph } from '../../../src/stores/ceph.js';
import { cos } from '../../../src/stores/cos.js';
import { oss } from '../../../src/stores/oss.js';
import { qingstor } from '../../../src/stores/qingstor.js';
import { s3 } from '../../../src/stores/s3.js';

/** The stores of the cases, by the names that they have there. */
export const STORES = { s3, oss, cos, qingstor, ceph };
