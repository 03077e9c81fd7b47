import type { PreflightRequest } from '../../model/cors-exchange.js';
import type { RefusalAnswer, RefusalSituation, RuleSemantics } from '../../rules/rule-semantics.js';

/**
 * How Amazon S3 reads CORS rules, from recorded answers.
 *
 * @see https://docs.aws.amazon.com/AmazonS3/latest/userguide/ManageCorsUsing.html
 */
export const awsRuleSemantics: RuleSemantics = {
  selection: 'first-match-of-all',
  originWildcard: 'within',
  originCase: 'counts',
  headerWildcard: 'within',
  wildcardOverlap: false,
  nameSeparators: null,
  methodStar: false,
  withoutRules: 'refuse',
  answer: {
    starOrigin: 'star',
    credentialsOnEcho: true,
    methods: 'rule',
    methodSeparator: ', ',
    allowHeaders: (names) => [names.map((name) => name.toLowerCase()).join(', ')],
    exposeSeparator: ', ',
    absentMaxAge: null,
    starToAnonymous: false,
    vary: () => 'Origin, Access-Control-Request-Headers, Access-Control-Request-Method',
    unknownOnActual: [],
  },
  refusal: refuse,
  presignedPreflight: 'ignored',
  askedOnActual: 'counts',
  corsOnAuthErrors: null,
};

function refuse({ method }: PreflightRequest, situation: RefusalSituation): RefusalAnswer {
  if (situation === 'odd-method' || situation === 'no-method') {
    const message = `Invalid Access-Control-Request-Method: ${method ?? 'null'}`;
    return { status: 400, headers: [], code: 'BadRequest', message };
  }
  const [status, code, message] = REFUSALS[situation];
  return { status, headers: [], code, message };
}

// The store's own words, its spelling of "evaluation" included: people search for them.
const REFUSALS: Readonly<
  Record<
    Exclude<RefusalSituation, 'odd-method' | 'no-method'>,
    readonly [status: number, code: string, message: string]
  >
> = {
  'no-origin': [400, 'BadRequest', 'Insufficient information. Origin request header needed.'],
  'no-bucket': [403, 'AccessForbidden', 'CORSResponse: Bucket not found'],
  'no-rules': [403, 'AccessForbidden', 'CORSResponse: CORS is not enabled for this bucket.'],
  // S3 itself ignores the signature here; those that read it otherwise are like it in the rest.
  signature: [403, 'AccessDenied', ''],
  'no-match': [
    403,
    'AccessForbidden',
    "CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin, request method / Access-Control-Request-Method or Access-Control-Request-Headers are not whitelisted by the resource's CORS spec.",
  ],
};
