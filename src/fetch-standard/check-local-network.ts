import type { CorsRefusal, CorsVerdict, PolicyFailure } from './cors-verdict.js';
import { browsers } from './engines/browsers.js';
import type { Engine } from './engines/engine.js';

/** Where an address is, from anywhere to this machine. @see https://wicg.github.io/local-network-access/#ip-address-space */
export type AddressSpace = 'public' | 'local' | 'loopback';

/** A request as far as networks count. */
export interface NetworkCrossing {
  /** The page's serialised origin. */
  readonly origin: string;
  /** Where the page came from. */
  readonly pageSpace: AddressSpace;
  /** Where the request goes. */
  readonly addressSpace: AddressSpace;
  /** Whether the page is a secure context: `isSecureContext`. */
  readonly isSecureContext: boolean;
  /** What `navigator.permissions` says of `local-network` or `loopback-network`, after any question was answered. */
  readonly permission: 'granted' | 'denied' | 'prompt';
  /** What the page told `fetch()` in `targetAddressSpace`. Absent: nothing. */
  readonly targetAddressSpace?: AddressSpace;
}

const SPACES: readonly AddressSpace[] = ['public', 'local', 'loopback'];

/**
 * Says whether a page may reach into a more private network than its own. While the user has not answered, that is not
 * known. Pure.
 *
 * @param engine - Whose habits count. Default: the standard, as Chromium has it. In Firefox the user's answer alone decides, and
 * WebKit guards nothing.
 * @see https://wicg.github.io/local-network-access/
 */
export function checkLocalNetwork(crossing: NetworkCrossing, engine: Engine = browsers): CorsVerdict {
  const { origin, pageSpace, addressSpace, permission, targetAddressSpace } = crossing;
  const stop = (code: PolicyFailure, value: string): CorsRefusal => ({
    allowed: false,
    blockedAt: 'policy',
    code,
    value,
    step: 'https://wicg.github.io/local-network-access/#fetching',
    status: null,
    origin,
  });
  const allowed: CorsVerdict = { allowed: true, readableHeaders: [], notes: [] };
  if (engine.guardsNoLocalNetwork) return allowed;
  // What the page said lets it through the block of mixed content, so it must be true.
  const isHeld = !engine.ignoresTargetAddressSpace && targetAddressSpace !== undefined;
  if (isHeld && targetAddressSpace !== addressSpace) return stop('local-network-mismatch', addressSpace);
  if (SPACES.indexOf(addressSpace) <= SPACES.indexOf(pageSpace)) return allowed;
  if (!engine.localNetworkTakesInsecure && !crossing.isSecureContext)
    return stop('local-network-insecure', addressSpace);
  if (permission === 'prompt') return { allowed: null, unknown: ['permission'] };
  return permission === 'granted' ? allowed : stop('local-network-denied', addressSpace);
}
