import type { RefusalAnswer, RuleSemantics } from '../../rules/rule-semantics.js';
import { awsRuleSemantics } from '../aws/rule-semantics.js';

/**
 * How QingStor reads CORS rules, as far as its pages tell, which is little: whether it asks each rule, whether it answers a star with a star or with
 * what was asked for, whether credentials are ever allowed, and the status of a refusal are not known.
 *
 * @see https://docsv4.qingcloud.com/user_guide/storage/object_storage/api/object/basic_opt/options/
 */
export const qingstorRuleSemantics: RuleSemantics = {
  ...awsRuleSemantics,
  otherSelections: ['first-match-of-origin', 'first-match-of-origin-and-method'],
  originCase: 'unknown',
  headerWildcard: 'unknown',
  methodStar: true,
  answer: {
    starOrigin: 'unknown',
    patternOrigin: 'unknown',
    credentialsOnEcho: 'unknown',
    preflightStatuses: [200],
    methods: 'rule',
    methodSeparator: ', ',
    allowHeaders: (names, { allowedHeaders = [] }) =>
      allowedHeaders.includes('*') ? [names.join(', '), allowedHeaders.join(', ')] : [names.join(', ')],
    exposeSeparator: ', ',
    absentMaxAge: '5',
    starToAnonymous: false,
    vary: ({ responseVary }) => (responseVary === true ? 'Origin' : null),
    unknown: [],
    unknownOnActual: ['access-control-allow-methods', 'access-control-max-age'],
  },
  // Known is only that its answer has no CORS headers.
  refusal: (): RefusalAnswer => ({
    status: 200,
    headers: [],
    code: '',
    message: '',
    unknown: ['status', 'body'],
  }),
  askedOnActual: 'ignored',
  corsOnAuthErrors: null,
};
