import type { CorsResponse } from '../model/cors-exchange.js';
import type { CorsVerdict } from './cors-verdict.js';
import { browsers } from './engines/browsers.js';
import type { Engine } from './engines/engine.js';
import { combinedValue } from './header-values.js';
import { judgePolicy, RESOURCE_POLICY } from './judge-policy.js';
import { refusing } from './refusing.js';

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

/** What a page cannot be refused by its own policy for. */
const POLICIES = ['same-origin', 'same-site', 'cross-origin'];

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
  const { origin, url, mode, relation, embedderPolicy } = request;
  const allowed: CorsVerdict = { allowed: true, readableHeaders: [], notes: [] };
  if (mode === 'cors' || relation === 'same-origin') return allowed;
  const failed = judgePolicy({ origin, url, relation }, response, engine);
  if (failed !== null) return failed;
  // A page that is `credentialless` sends no cookies, so that it may have the answer.
  if (embedderPolicy !== 'require-corp') return allowed;
  // A null policy, as anything else is.
  const policy = combinedValue(response, RESOURCE_POLICY, engine);
  const isEnough = policy !== null && (engine.takesAnyResourcePolicy || POLICIES.includes(policy));
  const stop = refusing('policy', 'cross-origin-resource-policy-internal-check', origin, response.status);
  return isEnough ? allowed : stop('embedder-policy', policy, url);
}
