export type { LocalBucketOptions, RootCredentials } from './local-bucket/options.js';
export { type LocalBucket, startLocalBucket } from './local-bucket/start-local-bucket.js';
