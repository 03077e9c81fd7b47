export type { DeskBucket, DeskServerOptions } from './desk-server/options.js';
export { type DeskServer, startDeskServer } from './desk-server/start-desk-server.js';
export type { Dialect } from './local-bucket/dialect.js';
export type { LocalBucketOptions, RootCredentials } from './local-bucket/options.js';
export { ossDialect } from './local-bucket/oss/oss-dialect.js';
export { s3Dialect } from './local-bucket/s3/s3-dialect.js';
export { type LocalBucket, type LocalStore, startLocalBucket } from './local-bucket/start-local-bucket.js';
export { type DiagnoseRawOptions, diagnoseRaw } from './raw-preflight/diagnose-raw.js';
