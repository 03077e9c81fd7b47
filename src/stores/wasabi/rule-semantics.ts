import type { RuleSemantics } from '../../rules/rule-semantics.js';
import { awsRuleSemantics } from '../aws/rule-semantics.js';

/**
 * How Wasabi reads CORS rules: like S3, but a bucket without rules allows every origin. How it words that is not known.
 *
 * @see https://docs.wasabi.com/docs/cors-configuration
 */
export const wasabiRuleSemantics: RuleSemantics = {
  ...awsRuleSemantics,
  withoutRules: 'permit',
  answer: { ...awsRuleSemantics.answer, starOrigin: 'unknown', credentialsOnEcho: 'unknown' },
  askedOnActual: 'ignored',
};
