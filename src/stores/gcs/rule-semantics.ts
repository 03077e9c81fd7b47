import type { RefusalAnswer, RuleSemantics } from '../../rules/rule-semantics.js';
import { awsRuleSemantics } from '../aws/rule-semantics.js';

/**
 * How Google Cloud Storage reads CORS rules by its XML interface: the first rule for origin and method decides, an origin is
 * exact or `*`, and a refusal is a bare 200. One list of a rule names both the headers that may be sent and those that may
 * be read.
 *
 * @see https://cloud.google.com/storage/docs/cross-origin
 */
export const gcsRuleSemantics: RuleSemantics = {
  ...awsRuleSemantics,
  selection: 'first-match-of-origin-and-method',
  originWildcard: 'whole',
  headerWildcard: 'unknown',
  methodStar: true,
  sharedHeaderList: true,
  answer: {
    ...awsRuleSemantics.answer,
    starOrigin: 'unknown',
    credentialsOnEcho: 'unknown',
    allowHeaders: (names, { allowedHeaders = [] }) => [allowedHeaders.join(','), names.join(',')],
    absentMaxAge: 'unknown',
    vary: () => null,
    unknown: ['vary'],
  },
  refusal: (_request, situation): RefusalAnswer => ({
    status: 200,
    headers: [],
    code: '',
    message: '',
    // Documented is only what it says where rules do not match.
    ...(situation === 'no-match' || situation === 'no-rules' ? {} : { unknown: ['status', 'body'] }),
  }),
  askedOnActual: 'ignored',
};
