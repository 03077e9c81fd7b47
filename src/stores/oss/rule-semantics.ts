import type { PreflightRequest } from '../../model/cors-exchange.js';
import type { RefusalAnswer, RefusalSituation, RuleSemantics } from '../../rules/rule-semantics.js';
import { awsRuleSemantics } from '../aws/rule-semantics.js';

/**
 * How Alibaba Cloud OSS reads CORS rules, as its pages and the tests of its clients tell. Whether capitals in an origin
 * count, and whether `Access-Control-Allow-Credentials` comes with an echoed origin, is not known.
 *
 * @see https://www.alibabacloud.com/help/en/oss/developer-reference/options
 */
export const ossRuleSemantics: RuleSemantics = {
  ...awsRuleSemantics,
  originCase: 'unknown',
  answer: {
    starOrigin: 'star',
    patternOrigin: 'echo',
    credentialsOnEcho: 'unknown',
    preflightStatuses: [200],
    methods: 'rule',
    methodSeparator: ', ',
    allowHeaders: (names) => [names.join(', ')],
    exposeSeparator: ', ',
    absentMaxAge: '0',
    starToAnonymous: false,
    vary: ({ responseVary }) => (responseVary === true ? 'Origin' : null),
    unknown: [],
    unknownOnActual: ['access-control-allow-methods', 'access-control-max-age'],
  },
  refusal: refuse,
  // A preflight needs no authentication, says the vendor's page.
  presignedPreflight: 'ignored',
  askedOnActual: 'ignored',
  // Clients read such errors in pages, but no page of the vendor says so.
  corsOnAuthErrors: null,
};

/** The store's own words, its misspellings included: people search for them. */
const NOT_ALLOWED =
  "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Requet-Headers are not whitelisted by the resource's CORS spec.";

function refuse(_request: PreflightRequest, situation: RefusalSituation): RefusalAnswer {
  const forbidden = { status: 403, headers: [], code: 'AccessForbidden' };
  switch (situation) {
    case 'no-match':
      return { ...forbidden, message: NOT_ALLOWED };
    case 'no-rules': {
      // Seen in an answer of a real bucket; the vendor's pages list only the other text.
      const message = 'CORSResponse: CORS is not enabled for this bucket.';
      return { ...forbidden, message, unknown: ['body'] };
    }
    case 'no-bucket': {
      const message = 'The specified bucket does not exist.';
      return { status: 404, headers: [], code: 'NoSuchBucket', message, unknown: ['status', 'body'] };
    }
    case 'no-origin':
    case 'no-method': {
      // The vendor's page of errors with 400 has it; that it comes here is a guess.
      const message = 'Insufficient information. Origin request header needed.';
      return { status: 400, headers: [], code: 'BadRequest', message, unknown: ['status', 'body'] };
    }
    default:
      return { ...forbidden, message: NOT_ALLOWED, unknown: ['status', 'body'] };
  }
}
