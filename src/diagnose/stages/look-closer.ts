import type { Diagnosis } from '../../model/diagnosis.js';
import { checkNetwork } from './check-network.js';
import { checkTimeouts } from './check-timeouts.js';
import type { CloserStage } from './closer-stage.js';
import { concludeStale } from './conclude-stale.js';
import { narrowOrigin } from './narrow-origin.js';

/** Refusals that say what the store does now, whatever it did when the request went out. */
const REFUSED_NOW = /^pre\.(all-refused|no-config|origin|method|header|cross-rule|shadowed)$/;

/**
 * Looks at what the page can see besides its probes, where these leave much open: nobody answers, or nothing passes. Sends
 * one request at most.
 *
 * @param wasSent - Whether the page saw that the request which failed had gone out: its preflight had passed.
 * @returns What was found, sharper, or as it was.
 */
export async function lookCloser(found: Diagnosis, stage: CloserStage, wasSent: boolean): Promise<Diagnosis> {
  if (wasSent && found.request.needsPreflight && REFUSED_NOW.test(found.code)) return concludeStale(found);
  switch (found.code) {
    case 'net.unreachable':
    case 'pre.all-refused': {
      const look = (await stage.page.look?.()) ?? null;
      if (look === null) return found;
      return (found.code === 'net.unreachable' ? checkNetwork : narrowOrigin)(found, stage, look);
    }
    case 'undecided':
      return checkTimeouts(found, stage);
    default:
      return found;
  }
}
