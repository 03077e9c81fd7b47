import type { EnvCode } from '../model/diagnosis-code.js';
import { isBadPort } from './is-bad-port.js';
import { isMixedContent } from './is-mixed-content.js';

/**
 * Why nothing that a page sends to an address goes out, as the address tells; `null`: nothing in it. To be asked where nothing
 * was answered: a page may have its requests upgraded to https. Pure.
 *
 * @param page - Its origin, or the scheme of its address.
 */
export function localFault(page: string, url: string): EnvCode | null {
  if (isBadPort(new URL(url).port)) return 'env.port';
  return isMixedContent(page, url) ? 'env.mixed' : null;
}
