import { cephCorsLimits } from '../../../stores/ceph/cors-limits.js';
import { cephRuleSemantics } from '../../../stores/ceph/rule-semantics.js';
import type { Authentication } from '../authentication.js';
import type { Dialect } from '../dialect.js';
import { headerOf } from '../exchange.js';
import { s3Dialect } from '../s3/s3-dialect.js';
import { queryValue } from '../target.js';
import { xmlAnswer } from '../xml/xml-answer.js';
import { checkPreflight } from './check-preflight.js';
import { sayAsCeph } from './say-as-ceph.js';

const TOKEN = 'x-amz-security-token';

const { authenticate, authenticateForm } = s3Dialect.authentication;

const cephAuthentication: Authentication = {
  authenticate: (request, operation, access, body) => {
    const token = headerOf(request, TOKEN) ?? queryValue(request.at, 'X-Amz-Security-Token');
    return sayAsCeph(() => authenticate(request, operation, access, body), token, access);
  },
  authenticateForm: (fields, access) =>
    sayAsCeph(() => authenticateForm(fields, access), fields.get(TOKEN) ?? null, access),
  checkPreflight,
};

/**
 * S3 as the object gateway of Ceph 16 speaks it, as far as pages meet it: its CORS rules, its words for credentials, no CORS
 * headers where a signature is refused, and that of a presigned URL checked on the preflight already. `npm run bucket-suite`
 * holds it against the gateway.
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
