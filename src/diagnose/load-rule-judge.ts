import { loadPart } from '../model/load-part.js';

/** Loads what judges rules, and checks them: only where some are given or read. @throws UnsupportedError when it cannot be had. */
export function loadRuleJudge(): Promise<typeof import('./judge-by-rules.js')> {
  return loadPart('What judges rules', () => import('./judge-by-rules.js'));
}
