import { cephMatrix } from './read-ceph-matrix.mjs';
import { s3Cors } from './read-s3-cors.mjs';
import { wptCors } from './read-wpt-cors.mjs';

/**
 * How files of recorded answers are read, one reader a shape: `{ shape, accepts, read }`. `accepts(content)` tells whether
 * a parsed file has that shape; `read(content)` answers its cases, each `{ id, entry, run }`: its name, the record as
 * it stands in the file, and `run(sdk)`, which answers what differs from it, a text each. A case that the file itself calls
 * obsolete is `isObsolete`.
 */
export const READERS = [wptCors, cephMatrix, s3Cors];
