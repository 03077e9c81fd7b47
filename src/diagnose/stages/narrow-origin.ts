import type { Diagnosis } from '../../model/diagnosis.js';
import { harmlessUrl } from '../harmless-url.js';
import type { CloserLook } from '../page.js';
import { viaOnce } from '../via-once.js';
import type { CloserStage } from './closer-stage.js';

/**
 * Where nothing passes from the page: does the store let the origin `null` read? Then it has rules that work, and they do
 * not name this page; unless what the page asked got lost, which it then asks once more to see. That the store does not let it
 * tells nothing more, but that no rule is for everybody.
 */
export async function narrowOrigin(
  found: Diagnosis,
  stage: CloserStage,
  look: CloserLook,
): Promise<Diagnosis> {
  const { note, page } = stage;
  const { origin } = found.request;
  const askedFor = { kind: 'preflight', method: 'GET', headers: [] } as const;
  const outcome = await look.sendFromNull({ method: 'GET', url: harmlessUrl(stage, 'GET'), mode: 'cors' });
  if (outcome !== null) {
    const passed = outcome === 'timeout' ? null : outcome === 'answer';
    note({ ...askedFor, passed, via: viaOnce(outcome), origin: 'null' });
  }
  if (outcome !== 'answer') return found;
  const url = harmlessUrl(stage, 'GET');
  const { kind, durationMs } = await page.sendOnce({ method: 'GET', url, headers: [], isSimple: true });
  const passed = kind === 'timeout' ? null : kind === 'answer';
  note({ ...askedFor, passed, via: viaOnce(kind), durationMs });
  if (passed === null) return found;
  const { undecided } = found;
  if (passed) {
    return {
      ...found,
      code: 'undecided',
      confidence: 'weak',
      repairs: [],
      undecided: undecided && { ...undecided, candidates: LOST },
    };
  }
  return {
    ...found,
    code: 'pre.origin',
    confidence: 'strong',
    conflicts: [{ kind: 'origin', members: [origin] }],
    undecided: undecided && { ...undecided, candidates: ['pre.not-by-rules', 'act.redirect'] },
  };
}

/** What it may be where what passes had not: of the request itself nothing is known. */
const LOST = ['net.unreachable', 'pre.method', 'pre.header', 'pre.cross-rule', 'pre.not-by-rules'] as const;
