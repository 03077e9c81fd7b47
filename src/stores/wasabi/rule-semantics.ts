import type { RefusalSituation, RuleSemantics } from '../../rules/rule-semantics.js';
import { awsRuleSemantics } from '../aws/rule-semantics.js';

/**
 * How Wasabi reads CORS rules: like S3, but a bucket without rules allows every origin. How it words that, and a refusal, is not known.
 *
 * @see https://docs.wasabi.com/docs/cors-configuration
 */
export const wasabiRuleSemantics: RuleSemantics = {
  ...awsRuleSemantics,
  withoutRules: 'permit',
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
