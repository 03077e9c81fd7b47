import { isInLocalNetwork, isLoopback } from '../is-mixed-content.js';

/** What engines call the permissions, the present names first. */
const NAMES = {
  loopback: ['loopback-network', 'local-network-access'],
  local: ['local-network', 'local-network-access'],
} as const;

/**
 * Whether the page may enter the network that an address lies in, as far as the address itself tells.
 *
 * @returns `null` where it is none of a local network, or this browser guards none.
 * @see https://wicg.github.io/local-network-access/#permission-prompt
 */
export async function mayEnter(url: string): Promise<PermissionState | null> {
  const { hostname } = new URL(url);
  const space = isLoopback(hostname) ? 'loopback' : isInLocalNetwork(hostname) ? 'local' : null;
  if (space === null || typeof navigator.permissions === 'undefined') return null;
  for (const name of NAMES[space]) {
    try {
      return (await navigator.permissions.query({ name: name as PermissionName })).state;
    } catch {
      // This browser does not know the name.
    }
  }
  return null;
}
