import { oss, signOssV4Headers } from '../../dist/esm/index.js';
import { credentials, places } from '../request.mjs';
import { byBucket } from './by-bucket.mjs';
import { byFunction } from './by-function.mjs';

export const start = async () => byFunction(signOssV4Headers, places.ossv4, credentials);

/** The same once the credentials have arrived. */
export const startPrepared = () => byBucket(oss, places.ossv4, credentials);
