import type { CorsRule, Repair } from 'bucket-preflight';
import { texts } from './texts.js';

/** What an edit of a rule grants besides what was asked for: to a new origin all of the rule, to others what is new in it. */
export function editWarning(rulesBefore: readonly CorsRule[], { rules, changedRule }: Repair): string {
  const [before, after] = [rulesBefore[changedRule], rules[changedRule]];
  const gains = (field: 'allowedOrigins' | 'allowedMethods' | 'allowedHeaders') =>
    (after?.[field] ?? []).some((value) => !(before?.[field] ?? []).includes(value));
  return [
    ...(gains('allowedOrigins') ? [texts.originGetsRule(changedRule + 1)] : []),
    ...(gains('allowedMethods') || gains('allowedHeaders') ? [texts.everyoneGetsIt] : []),
  ].join(' ');
}
