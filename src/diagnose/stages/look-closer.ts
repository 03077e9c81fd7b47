import type { Diagnosis } from '../../model/diagnosis.js';
import type { EnvCode } from '../../model/diagnosis-code.js';
import { localFault } from '../local-fault.js';
import type { CloserLook } from '../page.js';
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
 * two requests at most.
 *
 * @returns What was found, sharper, or as it was.
 */
export async function lookCloser(found: Diagnosis, stage: CloserStage): Promise<Diagnosis> {
  if (found.code === 'undecided') return checkTimeouts(found, stage);
  const { url, needsPreflight } = found.request;
  const { page, request } = stage;
  const isUnreached = found.code === 'net.unreachable';
  const fault = isUnreached ? localFault(page.scheme ?? page.origin, url) : null;
  if (fault !== null && fault !== 'env.mixed') return concludeLocal(found, fault, stage);
  const look = await lookAt(page);
  if (fault === 'env.mixed') {
    if (look === null || !(await mayBeLetOut(url, look))) return concludeLocal(found, fault, stage);
    return checkNetwork(withCandidate(found, fault), stage, look);
  }
  const wasSent = request.sawUpload === true || look?.wasSent(url) === true;
  if (wasSent && needsPreflight && REFUSED_NOW.test(found.code)) return concludeStale(found);
  if (look === null) return doubtForWorker(found, page);
  if (isUnreached) return checkNetwork(found, stage, look);
  const narrowed = found.code === 'pre.all-refused' ? await narrowOrigin(found, stage, look) : found;
  return doubtForWorker(narrowed, page);
}

/**
 * Whether the browser may have sent it all the same: by https, as a page's policy can ask for (`upgrade-insecure-requests`), or
 * as it lets its user open the local network to a secure page.
 */
async function mayBeLetOut(url: string, look: CloserLook): Promise<boolean> {
  return look.isUpgraded(url) || (await look.mayEnter(url)) !== null;
}

function withCandidate(found: Diagnosis, code: EnvCode): Diagnosis {
  const { undecided } = found;
  return undecided === null
    ? found
    : { ...found, undecided: { ...undecided, candidates: [...undecided.candidates, code] } };
}

function concludeLocal(found: Diagnosis, code: EnvCode, { note }: CloserStage): Diagnosis {
  note({ kind: 'page', method: found.request.method, headers: [], passed: false, via: 'page' });
  return { ...found, code, stage: 'local', confidence: 'proof', undecided: null };
}
