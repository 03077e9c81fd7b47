import { ossV1, signOssV1Headers } from '../../dist/esm/index.js';
import { credentials, places } from '../request.mjs';
import { byBucket } from './by-bucket.mjs';
import { byFunction } from './by-function.mjs';

export const start = async () => byFunction(signOssV1Headers, places.ossv1, credentials);

/** The same once the credentials have arrived. */
export const startPrepared = () => byBucket(ossV1, places.ossv1, credentials);
