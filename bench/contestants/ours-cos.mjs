import { cos, signCosHeaders } from '../../dist/esm/index.js';
import { credentials, places } from '../request.mjs';
import { byBucket } from './by-bucket.mjs';
import { byFunction } from './by-function.mjs';

export const start = async () => byFunction(signCosHeaders, places.cos, credentials);

/** The same once the credentials have arrived. */
export const startPrepared = () => byBucket(cos, places.cos, credentials);
