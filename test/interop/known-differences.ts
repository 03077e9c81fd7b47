import type { DescribedDifference } from './known-difference.js';
import { AWS4FETCH_DIFFERENCES, SMITHY_DIFFERENCES } from './known-differences/aws.js';
import { COS_BROWSER_DIFFERENCES, COS_NODE_DIFFERENCES } from './known-differences/cos.js';
import { OSS_V1_DIFFERENCES, OSS_V4_DIFFERENCES } from './known-differences/oss.js';
import { OSS_FORM_DIFFERENCES } from './known-differences/oss-forms.js';
import { QINGSTOR_DIFFERENCES } from './known-differences/qingstor.js';

/** Everywhere that a peer is known to sign otherwise than we, by peer. Each is held by the tests beside this file. */
export const KNOWN_DIFFERENCES: readonly DescribedDifference[] = [
  ...OSS_V1_DIFFERENCES,
  ...OSS_V4_DIFFERENCES,
  ...OSS_FORM_DIFFERENCES,
  ...COS_NODE_DIFFERENCES,
  ...COS_BROWSER_DIFFERENCES,
  ...QINGSTOR_DIFFERENCES,
  ...AWS4FETCH_DIFFERENCES,
  ...SMITHY_DIFFERENCES,
];
