import type { SentRequest } from '../../model/diagnosis.js';

/**
 * The request for a command that only a signature decides: a marked place stands for the address, as a diagnosis holds no
 * signature.
 *
 * @param method - For which it must be presigned. Default: the request's own.
 */
export function presigned(sent: SentRequest, method: string = sent.method): SentRequest {
  return { ...sent, url: `<URL presigned for ${method}>` };
}
