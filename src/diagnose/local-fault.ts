import type { EnvCode } from '../model/diagnosis-code.js';
import { isBadPort } from './is-bad-port.js';
import { isMixedContent } from './is-mixed-content.js';
import type { Page } from './page.js';

/**
 * Why nothing that this page sends to an address goes out; `null`: nothing that it can know of. To be asked where nothing
 * was answered: a page may have its requests upgraded to https, and a store on this computer answers without a network.
 */
export function localFault(page: Pick<Page, 'origin' | 'isOffline'>, url: string): EnvCode | null {
  const { port } = new URL(url);
  if (isBadPort(port)) return 'env.port';
  if (isMixedContent(page.origin, url)) return 'env.mixed';
  return page.isOffline() ? 'env.offline' : null;
}
