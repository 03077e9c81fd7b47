import type { SentRequest } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import { looksSentOn, ofAnswers } from '../looks-alike.js';
import { showsUploads } from '../shows-uploads.js';
import { explains, type Refusal, type Said } from './sharpen-by-rules.js';

/** What was found of a refusal, where rules are known. */
interface FoundWithRules {
  readonly cause: Refusal;
  readonly sent: SentRequest;
  /** Whether the rules were read just now; given ones may be old, or another bucket's. */
  readonly rulesAreLive: boolean;
}

/** What was concluded, and of what; what the probes alone say, and what they leave open where they cannot tell. */
export type FoundOpen = readonly [
  code: DiagnosisCode,
  found: FoundWithRules,
  codeByProbes: DiagnosisCode,
  byProbes: readonly DiagnosisCode[],
];

/**
 * What it may be instead, where rules have named the cause, or excluded themselves. Pure.
 *
 * @param said - What the rules say.
 * @returns `null`: what looks the same to the probes, as these rules may be old.
 */
export function leftOpenByRules(
  said: Said,
  ...[code, { cause, sent, rulesAreLive }, codeByProbes, byProbes]: FoundOpen
): readonly DiagnosisCode[] | null {
  const isAllRefused = cause.kind === 'all-refused';
  const sentOn = looksSentOn(cause) ? (['act.redirect'] as const) : [];
  if (code === 'pre.not-by-rules') {
    return [
      // Where nothing passes that rules allow, it may be another bucket that answers, or no store.
      ...(isAllRefused ? (['pre.bucket', 'net.captive'] as const) : []),
      // Of reading requests the answers alone may lack their CORS headers.
      ...(showsUploads(sent) ? [] : (['act.no-acao', 'act.error-without-cors'] as const)),
      ...sentOn,
    ];
  }
  if (!code.startsWith('pre.')) return [];
  // What was read just now, and does not explain what was found, is not all that answers.
  if (rulesAreLive) return cause.kind === 'headers' && !explains(said, cause) ? ['pre.not-by-rules'] : [];
  if (isAllRefused) return ['pre.bucket', 'pre.not-by-rules', 'net.captive', ...ofAnswers(sent)];
  // The probes do not show it: by the rules it is one of what they leave open.
  if (cause.kind === 'unknown') return byProbes;
  // No probe shows which rule hides another.
  if (code === 'pre.shadowed') return [codeByProbes, ...sentOn];
  return null;
}
