import type { CorsResponse } from '../model/cors-exchange.js';
import type { CorsRefusal, CorsVerdict, PolicyFailure } from './cors-verdict.js';
import { browsers } from './engines/browsers.js';
import type { Engine } from './engines/engine.js';
import { combinedValue } from './header-values.js';
import { showAddress } from './show-address.js';
import { RESOURCE_POLICY_CHECK } from './steps.js';
import { findUnknown } from './unknown.js';

const POLICY = 'cross-origin-resource-policy';

/** A request as far as the policies of page and resource count. */
export interface EmbeddedRequest {
  /** The page's serialised origin. */
  readonly origin: string;
  /** The whole address. */
  readonly url: string;
  /** Requests with CORS are never blocked by these policies. */
  readonly mode: 'cors' | 'no-cors';
  /**
   * How `url` lies to the page. `same-site`: same scheme and registrable domain, or the page is https and the resource
   * http. Two ports of one IP address are `same-site`, too, as the standard has it: Chromium's value knows better.
   */
  readonly relation: 'same-origin' | 'same-site' | 'cross-site';
  /** The page's `Cross-Origin-Embedder-Policy`. Default `unsafe-none`. */
  readonly embedderPolicy?: 'unsafe-none' | 'require-corp' | 'credentialless';
}

/**
 * Says whether a page may embed an answer that it did not ask for with CORS: an image, a script, a `no-cors` fetch. Pure;
 * never throws.
 *
 * @param engine - Whose habits count. Default: what all browsers do today.
 * @see https://fetch.spec.whatwg.org/#cross-origin-resource-policy-check
 */
export function checkResourcePolicy(
  request: EmbeddedRequest,
  response: CorsResponse,
  engine: Engine = browsers,
): CorsVerdict {
  const stop = (code: PolicyFailure, value: string): CorsRefusal => ({
    allowed: false,
    blockedAt: 'policy',
    code,
    value,
    step: RESOURCE_POLICY_CHECK,
    status: response.status,
    origin: request.origin,
    url: showAddress(request.url),
  });
  const allowed: CorsVerdict = { allowed: true, readableHeaders: [], notes: [] };
  if (request.mode === 'cors' || request.relation === 'same-origin') return allowed;
  const unknown = findUnknown(response, [POLICY]);
  if (unknown !== null) return unknown;
  const policy = combinedValue(response, POLICY, engine);
  switch (policy) {
    // https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check: the switch on the policy.
    case 'cross-origin':
      return allowed;
    case 'same-site':
      return request.relation === 'same-site' && (engine.takesAddressForSite || !namesAddress(request.url))
        ? allowed
        : stop('resource-policy', policy);
    case 'same-origin':
      return stop('resource-policy', policy);
    // https://fetch.spec.whatwg.org/#cross-origin-resource-policy-internal-check: a null policy, as anything else
    // is. A page that is `credentialless` sends no cookies, so that it may have the answer.
    default:
      if (policy !== null && engine.takesAnyResourcePolicy) return allowed;
      return request.embedderPolicy === 'require-corp' ? stop('embedder-policy', policy ?? '') : allowed;
  }
}

/** Whether the host is an IP address: parsers of addresses write all their forms alike. */
function namesAddress(url: string): boolean {
  return URL.canParse(url) && /^(\[.*\]|\d+(\.\d+){3})$/.test(new URL(url).hostname);
}
