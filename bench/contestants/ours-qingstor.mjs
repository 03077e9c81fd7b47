import { qingstor, signQingstorHeaders } from '../../dist/esm/index.js';
import { longLivedKeys, places } from '../request.mjs';
import { byBucket } from './by-bucket.mjs';
import { byFunction } from './by-function.mjs';

export const start = async () => byFunction(signQingstorHeaders, places.qingstor, longLivedKeys);

/** The same once the credentials have arrived. */
export const startPrepared = () => byBucket(qingstor, places.qingstor, longLivedKeys);
