import type { PreflightRequest } from '../../model/cors-exchange.js';
import type { RefusalAnswer, RefusalSituation, RuleSemantics } from '../../rules/rule-semantics.js';
import { awsRuleSemantics } from '../aws/rule-semantics.js';

/**
 * How Tencent COS reads CORS rules, from the examples of its pages. A `*` within a header name is not documented, nor what
 * `Access-Control-Max-Age` is for a rule without one.
 *
 * @see https://www.tencentcloud.com/document/product/436/8288
 */
export const cosRuleSemantics: RuleSemantics = {
  ...awsRuleSemantics,
  originCase: 'unknown',
  headerWildcard: 'unknown',
  answer: {
    starOrigin: 'star',
    patternOrigin: 'echo',
    credentialsOnEcho: true,
    preflightStatuses: [200],
    methods: 'rule',
    methodSeparator: ',',
    // A rule with names answers with all of them, one with a star with those that were asked for.
    allowHeaders: (names, { allowedHeaders = [] }) => {
      const asked = names.join(',');
      if (allowedHeaders.includes('*')) return [asked];
      const listed = allowedHeaders.map((name) => name.toLowerCase()).join(',');
      // With a pattern among them the list would be of no use to a browser.
      return listed.includes('*') ? [asked, listed] : [listed];
    },
    exposeSeparator: ',',
    absentMaxAge: 'unknown',
    starToAnonymous: false,
    vary: ({ responseVary }) => (responseVary === true ? 'Origin' : null),
    unknown: [],
    unknownOnActual: ['access-control-allow-methods', 'access-control-max-age', 'vary'],
  },
  refusal: refuse,
  // A preflight needs no authentication, says the vendor's page.
  presignedPreflight: 'ignored',
  askedOnActual: 'ignored',
  corsOnAuthErrors: true,
};

/** The store's own words for a bucket with and without rules, its misspellings included, and without a full stop. */
const NOT_ALLOWED =
  "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Requet-Headers are not whitelisted by the resource's CORS spec";

function refuse(_request: PreflightRequest, situation: RefusalSituation): RefusalAnswer {
  if (situation === 'no-bucket') {
    const message = 'The specified bucket does not exist.';
    return { status: 404, headers: [], code: 'NoSuchBucket', message, unknown: ['status', 'body'] };
  }
  const refusal = { status: 403, headers: [], code: 'AccessForbidden', message: NOT_ALLOWED };
  return situation === 'no-match' || situation === 'no-rules'
    ? refusal
    : { ...refusal, unknown: ['status', 'body'] };
}
