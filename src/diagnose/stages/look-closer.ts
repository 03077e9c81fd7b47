import type { Diagnosis } from '../../model/diagnosis.js';
import type { EnvCode } from '../../model/diagnosis-code.js';
import { localFault } from '../local-fault.js';
import { checkNetwork } from './check-network.js';
import { checkTimeouts } from './check-timeouts.js';
import type { CloserStage } from './closer-stage.js';
import { concludeStale } from './conclude-stale.js';
import { doubtForWorker } from './doubt-for-worker.js';
import { lookAt } from './look-at.js';
import { narrowOrigin } from './narrow-origin.js';

/** Refusals that say what the store does now, whatever it did when the request went out. */
const REFUSED_NOW = /^pre\.(all-refused|no-config|origin|method|header|cross-rule|shadowed)$/;

/**
 * Looks at what the page can see besides its probes, where these leave much open: nobody answers, or nothing passes. Sends
 * one request at most.
 *
 * @returns What was found, sharper, or as it was.
 */
export async function lookCloser(found: Diagnosis, stage: CloserStage): Promise<Diagnosis> {
  if (found.code === 'undecided') return checkTimeouts(found, stage);
  const { url, needsPreflight } = found.request;
  const { page, request } = stage;
  if (found.code === 'net.unreachable') {
    const fault = localFault(page.origin, url);
    if (fault !== null) return concludeLocal(found, fault, stage);
  }
  const look = await lookAt(page);
  const wasSent = request.sawUpload === true || look?.wasSent(url) === true;
  if (wasSent && needsPreflight && REFUSED_NOW.test(found.code)) return concludeStale(found);
  if (look === null) return found;
  if (found.code === 'net.unreachable') return checkNetwork(found, stage, look);
  const narrowed = found.code === 'pre.all-refused' ? await narrowOrigin(found, stage, look) : found;
  return look.isControlled ? doubtForWorker(narrowed) : narrowed;
}

function concludeLocal(found: Diagnosis, code: EnvCode, { note }: CloserStage): Diagnosis {
  note({ kind: 'page', method: found.request.method, headers: [], passed: false, via: 'page' });
  return { ...found, code, stage: 'local', confidence: 'proof', undecided: null };
}
