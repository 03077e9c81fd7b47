import type { Diagnosis } from '../../model/diagnosis.js';
import { preflightCommand } from '../decide-command.js';
import { harmlessUrl } from '../harmless-url.js';
import { OF_ALL } from '../looks-alike.js';
import type { CloserLook } from '../page.js';
import type { CloserStage } from './closer-stage.js';

/**
 * Says why nobody seems to answer: the page's embedder policy stops the one request that needs no permission; a service
 * worker stands in the way; or the browser does not let the page into the local network.
 */
export async function checkNetwork(
  found: Diagnosis,
  stage: CloserStage,
  look: CloserLook,
): Promise<Diagnosis> {
  const { note, page } = stage;
  const { method, url } = found.request;
  const isTimeout = found.confidence === 'weak';
  const open = (...candidates: readonly Diagnosis['code'][]) =>
    found.undecided === null ? null : { ...found.undecided, candidates };
  if (await look.isEmbedderStrict()) {
    // Who answers the preflight says why.
    const undecided = {
      candidates: [...OF_ALL, 'net.unreachable' as const],
      command: preflightCommand(found.request),
    };
    return { ...found, code: 'undecided', stage: 'preflight', confidence: 'weak', undecided };
  }
  if (page.isControlled === true) {
    const reached = await look.sendFromNull({
      method: 'GET',
      url: harmlessUrl(stage, 'GET'),
      mode: 'no-cors',
    });
    const passed = reached === 'answer' ? true : reached === null ? null : false;
    const via = reached === 'answer' ? 'opaque' : reached === 'timeout' ? 'timeout' : 'error';
    if (reached !== null) note({ kind: 'reach', method: 'GET', headers: [], passed, via, origin: 'null' });
    if (reached === 'answer') {
      const undecided = open('env.sw', 'net.unreachable');
      return { ...found, code: 'env.sw', stage: 'local', confidence: 'strong', undecided };
    }
  }
  const permission = await look.mayEnter(url);
  // A browser that asks its user lets the request wait meanwhile.
  if (permission === 'denied' || (permission === 'prompt' && isTimeout)) {
    note({ kind: 'page', method, headers: [], passed: permission === 'denied' ? false : null, via: 'page' });
    const confidence = permission === 'denied' ? 'strong' : 'weak';
    return {
      ...found,
      code: 'env.lna',
      stage: 'local',
      confidence,
      undecided: open('env.lna', 'net.unreachable'),
    };
  }
  return found;
}
