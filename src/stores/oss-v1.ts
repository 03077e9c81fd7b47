import { ossV1Signer } from '../signing/oss-v1/signer.js';
import { oss } from './oss.js';
import type { Store } from './store.js';

/**
 * Alibaba Cloud OSS, signed by V1, which is being switched off: only for private installations that know no V4. The bucket
 * says so in its `warnings`.
 */
export const ossV1: Store = {
  ...oss,
  title: 'Alibaba Cloud OSS (signature V1)',
  commandName: 'oss-v1',
  signer: ossV1Signer,
};
