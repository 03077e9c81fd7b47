import type { PreflightRequest } from '../../model/cors-exchange.js';
import type { RefusalAnswer, RefusalSituation, RuleSemantics } from '../../rules/rule-semantics.js';

/**
 * How the object gateway of Ceph 16 reads CORS rules, measured on 16.2.15: it picks the first rule whose origin matches
 * and asks no other one, so a second rule for the same origin is never reached.
 *
 * @see https://github.com/ceph/ceph/pull/69190
 */
export const cephRuleSemantics: RuleSemantics = {
  selection: 'first-match-of-origin',
  originWildcard: 'within',
  originCase: 'counts',
  headerWildcard: 'within',
  methodStar: false,
  withoutRules: 'refuse',
  answer: {
    starOrigin: 'echo',
    credentialsOnEcho: false,
    methods: 'asked',
    methodSeparator: ', ',
    allowHeaders: (names) => [names.join(',')],
    exposeSeparator: ',',
    absentMaxAge: null,
    vary: () => 'Origin',
    unknownOnActual: [],
  },
  refusal: refuse,
  presignedPreflight: 'checked',
  looksAtAskedOnActual: false,
  corsOnAuthErrors: false,
};

/** Ceph's error bodies have a code and an empty message. */
function refuse(_request: PreflightRequest, situation: RefusalSituation): RefusalAnswer {
  if (situation === 'no-bucket') return { status: 404, headers: [], code: 'NoSuchBucket', message: '' };
  const malformed = situation === 'no-origin' || situation === 'no-method';
  return malformed
    ? { status: 400, headers: [], code: 'InvalidArgument', message: '' }
    : { status: 403, headers: [], code: 'AccessDenied', message: '' };
}
