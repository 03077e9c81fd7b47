import type { Diagnosis } from '../../model/diagnosis.js';
import { harmlessUrl } from '../harmless-url.js';
import type { CloserLook } from '../page.js';
import type { CloserStage } from './closer-stage.js';

/**
 * Where nothing passes from the page: does the store let the origin `null` read? Then it has rules that work, and they do
 * not name this page. That it does not tells nothing more, but that no rule is for everybody.
 */
export async function narrowOrigin(
  found: Diagnosis,
  stage: CloserStage,
  look: CloserLook,
): Promise<Diagnosis> {
  const { note } = stage;
  const { origin } = found.request;
  const outcome = await look.sendFromNull({ method: 'GET', url: harmlessUrl(stage, 'GET'), mode: 'cors' });
  if (outcome !== null) {
    const passed = outcome === 'timeout' ? null : outcome === 'answer';
    const via = { answer: 'readable', failed: 'error', timeout: 'timeout' } as const;
    note({ kind: 'preflight', method: 'GET', headers: [], passed, via: via[outcome], origin: 'null' });
  }
  if (outcome === 'answer') {
    return {
      ...found,
      code: 'pre.origin',
      confidence: 'strong',
      conflicts: [{ kind: 'origin', members: [origin] }],
      undecided: found.undecided && { ...found.undecided, candidates: ['pre.not-by-rules'] },
    };
  }
  return found;
}
