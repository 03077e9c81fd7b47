export type { DeskBucket, DeskServerOptions } from './desk-server/options.js';
export { type DeskServer, startDeskServer } from './desk-server/start-desk-server.js';
export type { LocalBucketOptions, RootCredentials } from './local-bucket/options.js';
export { type LocalBucket, startLocalBucket } from './local-bucket/start-local-bucket.js';
