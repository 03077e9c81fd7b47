import type { PreflightRequest } from '../../model/cors-exchange.js';
import type { RefusalAnswer, RefusalSituation, RuleSemantics } from '../../rules/rule-semantics.js';

/**
 * How the object gateway of Ceph 16 reads CORS rules, measured on 16.2.15: it picks the first rule whose origin matches
 * and asks no other one, so a second rule for the same origin is never reached. `npm run conformance -- --store ceph` holds
 * all of this against a gateway.
 *
 * @see https://github.com/ceph/ceph/pull/69190
 */
export const cephRuleSemantics: RuleSemantics = {
  selection: 'first-match-of-origin',
  otherSelections: [],
  originWildcard: 'within',
  originCase: 'counts',
  headerWildcard: 'within',
  wildcardOverlap: true,
  nameSeparators: /[;,= \t]/,
  methodStar: false,
  sharedHeaderList: false,
  withoutRules: 'refuse',
  answer: {
    starOrigin: 'echo',
    patternOrigin: 'echo',
    credentialsOnEcho: false,
    preflightStatuses: [200],
    methods: 'asked',
    methodSeparator: ', ',
    allowHeaders: (names) => [names.join(',')],
    exposeSeparator: ',',
    absentMaxAge: null,
    starToAnonymous: true,
    vary: (_settings, allowOrigin) => (allowOrigin === '*' ? null : 'Origin'),
    unknown: [],
    unknownOnActual: [],
  },
  refusal: refuse,
  presignedPreflight: 'checked',
  askedOnActual: 'method',
  corsOnAuthErrors: false,
};

/** The methods that it knows. */
const METHODS = ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'];

/** Ceph's error bodies have a code and an empty message. */
function refuse({ origin, method, presigned }: PreflightRequest, situation: RefusalSituation): RefusalAnswer {
  if (situation === 'no-bucket') return { status: 404, headers: [], code: 'NoSuchBucket', message: '' };
  // A signature is checked for the method that is asked for, which must be one then.
  const isOddMethod = presigned === true && !METHODS.includes(method ?? '');
  // Both headers are missed before any rules are.
  const isMalformed = origin === null || method === null || isOddMethod;
  return isMalformed && situation !== 'signature'
    ? { status: 400, headers: [], code: 'InvalidArgument', message: '' }
    : { status: 403, headers: [], code: 'AccessDenied', message: '' };
}
