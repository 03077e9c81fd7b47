import type { PreflightRequest } from '../../model/cors-exchange.js';
import type { RefusalAnswer, RefusalSituation, RuleSemantics } from '../../rules/rule-semantics.js';

/**
 * How Amazon S3 reads CORS rules, from recorded answers.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html
 */
export const awsRuleSemantics: RuleSemantics = {
  selection: 'first-match-of-all',
  otherSelections: [],
  originWildcard: 'within',
  originCase: 'counts',
  headerWildcard: 'within',
  wildcardOverlap: false,
  nameSeparators: null,
  methodStar: false,
  sharedHeaderList: false,
  withoutRules: 'refuse',
  answer: {
    starOrigin: 'star',
    patternOrigin: 'echo',
    credentialsOnEcho: true,
    preflightStatuses: [200],
    methods: 'rule',
    methodSeparator: ', ',
    allowHeaders: (names) => [names.map((name) => name.toLowerCase()).join(', ')],
    exposeSeparator: ', ',
    absentMaxAge: null,
    starToAnonymous: false,
    vary: () => 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    unknown: [],
    unknownOnActual: [],
  },
  refusal: refuse,
  // Of other stores it is known that they do.
  presignedPreflight: 'unknown',
  askedOnActual: 'counts',
  corsOnAuthErrors: null,
};

function refuse(request: PreflightRequest, situation: RefusalSituation): RefusalAnswer {
  const { method, resource } = request;
  switch (situation) {
    case 'no-origin':
      return badRequest('Insufficient information. Origin request header needed.', { members: {} });
    case 'odd-method':
      return badRequest(`Invalid Access-Control-Request-Method: ${method}`, {});
    case 'no-method':
      // A lookalike's page says so for a bucket with rules; of S3 it is not recorded.
      return badRequest('Invalid Access-Control-Request-Method: null', { unknown: ['status', 'body'] });
    case 'signature':
      return { status: 403, headers: [], code: 'AccessDenied', message: '', unknown: ['status', 'body'] };
    default: {
      const of = situation === 'no-match' ? resource : 'bucket';
      const type = of === undefined ? {} : { ResourceType: of.toUpperCase() };
      const members = { Method: method ?? 'OPTIONS', ...type };
      return { status: 403, headers: [], code: 'AccessForbidden', message: FORBIDDEN[situation], members };
    }
  }
}

function badRequest(message: string, more: Pick<RefusalAnswer, 'members' | 'unknown'>): RefusalAnswer {
  return { status: 400, headers: [], code: 'BadRequest', message, ...more };
}

// The store's own words, its spelling of "evaluation" included: people search for them.
const FORBIDDEN = {
  'no-bucket': 'CORSResponse: Bucket not found',
  'no-rules': 'CORSResponse: CORS is not enabled for this bucket.',
  'no-match':
    "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
} as const;
