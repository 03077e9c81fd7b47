import type { Signer } from '../../signing/signer.js';

/** Whether a scheme is QingStor's. By the names that it sets, so that no store's code comes along. */
export function isQingstorScheme({ queryNames }: Signer): boolean {
  return queryNames.includes('access_key_id');
}
