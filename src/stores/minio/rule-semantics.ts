import type { RefusalSituation, RuleSemantics } from '../../rules/rule-semantics.js';
import { awsRuleSemantics } from '../aws/rule-semantics.js';

/**
 * How MinIO answers: its community edition knows no rules of a bucket and allows every origin, unless its server was set up
 * otherwise; with rules, which the commercial edition takes, it reads them like S3 and echoes the origin for a star. With
 * what it refuses is not known.
 *
 * @see https://docs.min.io/
 */
export const minioRuleSemantics: RuleSemantics = {
  ...awsRuleSemantics,
  withoutRules: 'permit',
  answer: {
    ...awsRuleSemantics.answer,
    starOrigin: 'echo',
    // Its library answered with the first formerly.
    preflightStatuses: [200, 204],
    methods: 'asked',
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
