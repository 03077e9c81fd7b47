import { s3 } from './s3.js';
import type { Store } from './store.js';

/**
 * Amazon S3.
 *
 * @see https://docs.aws.amazon.com/general/latest/gr/s3.html
 */
export const aws: Store = {
  ...s3,
  title: 'Amazon S3',
  commandName: 'aws',
  endpointOf: (region) => `https://s3.${region}.amazonaws.com${region.startsWith('cn-') ? '.cn' : ''}`,
};
