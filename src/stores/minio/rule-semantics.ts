import type { RuleSemantics } from '../../rules/rule-semantics.js';
import { awsRuleSemantics } from '../aws/rule-semantics.js';

/**
 * How MinIO answers: its community edition knows no rules of a bucket and allows every origin, unless its server was set up
 * otherwise; with rules, which the commercial edition takes, it reads them like S3 and echoes the origin for a star.
 *
 * @see https://docs.min.io/
 */
export const minioRuleSemantics: RuleSemantics = {
  ...awsRuleSemantics,
  withoutRules: 'permit',
  answer: { ...awsRuleSemantics.answer, starOrigin: 'echo', methods: 'asked', vary: () => 'Origin' },
  askedOnActual: 'ignored',
};
