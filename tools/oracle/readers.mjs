import { wptCors } from './read-wpt-cors.mjs';

/**
 * How files of recorded answers are read, one reader a shape: `{ shape, accepts, read }`. `accepts(content)` tells whether
 * a parsed file has that shape; `read(content)` answers its cases, each `{ id, run }`, where `run(sdk)` answers what
 * differs from the record, a text each. A case that the file itself calls obsolete is `isObsolete`.
 */
export const READERS = [wptCors];
