import type { Evidence } from '../model/diagnosis.js';
import { describeProbe } from './describe-probe.js';
import type { Language } from './language.js';

/** A piece of evidence in one line: what was asked, and what came of it. Pure. */
export function describeEvidence(evidence: Evidence, language: Language): string {
  const { passed, via, status } = evidence;
  const { labels } = language;
  const outcome = passed === null ? labels.cannotTell : passed ? labels.passes : labels.refused;
  const seen = `${via}${status === undefined ? '' : ` ${status}`}`;
  return `${describeProbe(evidence, { language })}: ${outcome} (${seen})`;
}
