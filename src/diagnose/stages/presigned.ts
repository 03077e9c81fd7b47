import type { SentRequest } from '../../model/diagnosis.js';

/**
 * The request for a command that only a signature decides: a marked place stands for the address, as a diagnosis holds no
 * signature.
 */
export function presigned(sent: SentRequest): SentRequest {
  return { ...sent, url: '<presigned URL>' };
}
