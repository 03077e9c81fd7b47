import { loadPart } from '../model/load-part.js';
import { isSoundCall } from './diagnosed-request-checks.js';

/**
 * Refuses what makes no sense before anything is sent; what lists it is loaded then.
 *
 * @throws ConfigError listing everything in a request and its options that makes no sense; UnsupportedError where a part that is
 * needed for it, or what judges rules, cannot be loaded.
 */
export async function checkDiagnoseCall(bucket: unknown, request: unknown, options: unknown): Promise<void> {
  if (await isSoundCall(bucket, request, options)) return;
  const load = () => import('./check-diagnosed-request.js');
  await (await loadPart('What tells what is wrong', load)).checkDiagnosedRequest(bucket, request, options);
}
