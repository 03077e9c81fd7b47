import { METHODS_WITH_BODY } from '../model/cors-methods.js';
import type { SentRequest } from '../model/diagnosis.js';

/** Whether a browser tells of this request which of its two legs failed: it has a body, and is asked for first. Pure. */
export function showsUploads({
  method,
  needsPreflight,
}: Pick<SentRequest, 'method' | 'needsPreflight'>): boolean {
  return needsPreflight && METHODS_WITH_BODY.includes(method);
}
