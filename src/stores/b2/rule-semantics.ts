import type { RefusalSituation, RuleSemantics } from '../../rules/rule-semantics.js';
import { awsRuleSemantics } from '../aws/rule-semantics.js';

/**
 * How Backblaze B2 reads the rules that its S3 face was given: like S3, as far as is known.
 *
 * @see https://www.backblaze.com/docs/cloud-storage-cross-origin-resource-sharing-rules
 */
export const b2RuleSemantics: RuleSemantics = {
  ...awsRuleSemantics,
  answer: {
    ...awsRuleSemantics.answer,
    starOrigin: 'unknown',
    credentialsOnEcho: 'unknown',
    absentMaxAge: 'unknown',
    vary: () => null,
    unknown: ['vary'],
  },
  refusal: (request, situation: RefusalSituation) => ({
    ...awsRuleSemantics.refusal(request, situation),
    unknown: ['status', 'body'],
  }),
  askedOnActual: 'ignored',
};
