import type { FaultRequest } from '../../../src/node/index.js';
import type { Random } from '../../conformance/random.js';
import type { CaseRequest } from '../accuracy-case.js';

/** The preflight passes, and no answer can be read. */
export const HIDING_FAULTS: readonly FaultRequest[] = [
  { code: 'act.error-without-cors' },
  { code: 'act.executed' },
  { code: 'act.acao-mismatch' },
  { code: 'act.cdn-error' },
  { code: 'act.redirect' },
];

/**
 * What goes wrong one thing at a time. Not here: the faults that put other rules in place of the bucket's, as the bucket
 * is given random ones; those of a cache (`POISONS`); those that show only between two requests (`act.stale-preflight`,
 * `pre.propagation`); and `server.clock`, which is of a whole server.
 */
const FAULTS: readonly (readonly [weight: number, fault: FaultRequest])[] = [
  [2, { code: 'pre.auth' }],
  [2, { code: 'pre.status' }],
  [2, { code: 'pre.redirect' }],
  [2, { code: 'pre.no-acao' }],
  [2, { code: 'pre.waf' }],
  [2, { code: 'pre.bucket' }],
  [1, { code: 'pre.acao-mismatch' }],
  [1, { code: 'pre.acao-multiple' }],
  [1, { code: 'pre.acao-invalid' }],
  [1, { code: 'pre.acam-syntax' }],
  [1, { code: 'pre.acah-syntax' }],
  [2, { code: 'pre.acah-prefix' }],
  [2, { code: 'pre.method-case' }],
  [1, { code: 'pre.authz-star' }],
  [1, { code: 'pre.cred-wildcard' }],
  [1, { code: 'pre.cred-missing' }],
  [1, { code: 'pre.reset' }],
  [0.3, { code: 'pre.timeout' }],
  [0.4, { code: 'act.timeout' }],
  [2, { code: 'net.unreachable' }],
  [1, { code: 'net.captive' }],
  [1, { code: 'net.reset-upload' }],
  [2, { code: 'act.error-without-cors' }],
  [2, { code: 'act.readable-error' }],
  [2, { code: 'act.no-acao' }],
  [1, { code: 'act.acao-mismatch' }],
  [1, { code: 'act.expose' }],
  [1, { code: 'env.coep' }],
  [1, { code: 'cache.max-age' }],
  [1, { code: 'cache.cdn-strips' }],
  // As a proxy does that wants a login before anything changes.
  [1, { code: 'act.redirect', status: 302, location: '/login', methods: 'PUT,POST,DELETE' }],
];

/** A cache keeps what was read without an origin. They meet those alone who read it again. */
export const POISONS: readonly FaultRequest[] = [{ code: 'cache.http-poison' }, { code: 'cache.cdn-poison' }];

/** They meet those alone who send cookies. */
export const COOKIE_FAULTS: readonly string[] = ['pre.cred-wildcard', 'pre.cred-missing'];

/** One fault, one that looks at signatures in URLs more often where there is one. */
export function drawFault(random: Random, { signing }: CaseRequest): FaultRequest {
  if (signing === 'url' && random.percent(30)) return { code: 'pre.auth-query' };
  return random.weigh(FAULTS);
}
