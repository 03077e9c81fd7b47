import { cephCorsLimits } from '../../../stores/ceph/cors-limits.js';
import { cephRuleSemantics } from '../../../stores/ceph/rule-semantics.js';
import type { Authentication } from '../authentication.js';
import type { Dialect } from '../dialect.js';
import { s3Dialect } from '../s3/s3-dialect.js';
import { ServiceError } from '../service-error.js';
import { xmlAnswer } from '../xml/xml-answer.js';

/** What S3 tells apart, and Ceph does not. */
const SAID_AS_ACCESS_DENIED = ['SignatureDoesNotMatch', 'InvalidAccessKeyId', 'InvalidToken'];

const { authenticate, authenticateForm } = s3Dialect.authentication;

const cephAuthentication: Authentication = {
  authenticate: (...asked) => inCephsWords(() => authenticate(...asked)),
  authenticateForm: (...asked) => inCephsWords(() => authenticateForm(...asked)),
};

/**
 * S3 as the object gateway of Ceph 16 speaks it, as far as pages meet it: its CORS rules, its words for credentials, and no
 * CORS headers where a signature is refused. `npm run bucket-suite` holds it against the gateway.
 *
 * @see https://docs.ceph.com/en/latest/radosgw/s3/
 */
export const cephDialect: Dialect = {
  ...s3Dialect,
  name: 'ceph',
  title: 'Ceph RGW',
  hostLabels: (region) => ['ceph', ...s3Dialect.hostLabels(region)],
  ruleSemantics: cephRuleSemantics,
  corsLimits: cephCorsLimits,
  corsHeadersOnAuthErrors: false,
  authentication: cephAuthentication,
  answers: { ...s3Dialect.answers, putCors: () => xmlAnswer(200, '') },
};

function inCephsWords<Result>(check: () => Result): Result {
  try {
    return check();
  } catch (error) {
    if (!(error instanceof ServiceError) || !SAID_AS_ACCESS_DENIED.includes(error.code)) throw error;
    throw new ServiceError(403, 'AccessDenied', '');
  }
}
