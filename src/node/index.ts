export type { DeskBucket, DeskServerOptions } from './desk-server/options.js';
export { type DeskServer, startDeskServer } from './desk-server/start-desk-server.js';
export type { Dialect } from './local-bucket/dialect.js';
export type { FaultRequest } from './local-bucket/faults/fault-request.js';
export type { FaultSwitch } from './local-bucket/faults/fault-switch.js';
export type { LocalBucketOptions, OwnPathAccess, RootCredentials } from './local-bucket/options.js';
export { s3Dialect } from './local-bucket/s3/s3-dialect.js';
export { type LocalBucket, type LocalStore, startLocalBucket } from './local-bucket/start-local-bucket.js';
export type { TokenService } from './local-bucket/sts/token-service.js';
