import type { RefusalSituation, RuleSemantics } from '../../rules/rule-semantics.js';
import { awsRuleSemantics } from '../aws/rule-semantics.js';

/**
 * How Cloudflare R2 reads CORS rules: like S3, but it checks the signature of a presigned URL already on the preflight, and
 * with what it refuses is not known, nor whether a header name may have a `*` within it: a `*` alone once had no effect.
 *
 * @see https://developers.cloudflare.com/r2/buckets/cors/
 */
export const r2RuleSemantics: RuleSemantics = {
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
  headerWildcard: 'unknown',
  presignedPreflight: 'checked',
  askedOnActual: 'ignored',
};
