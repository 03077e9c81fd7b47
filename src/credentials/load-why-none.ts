import { loadPart } from '../model/load-part.js';

/**
 * Loads what tells why an answer holds no credentials. Never what tells that nobody answered.
 *
 * @throws UnsupportedError when that file cannot be loaded.
 */
export const loadWhyNone = (): Promise<typeof import('./why-no-credentials.js')> =>
  loadPart('What tells why there are no credentials', () => import('./why-no-credentials.js'));
