import type { CorsRefusal, RefusalCode } from './cors-verdict.js';
import { showAddress } from './show-address.js';

/** The sections of the Fetch standard in which requests fail. */
type Section =
  | 'cors-check'
  | 'cors-preflight-fetch'
  | 'cross-origin-resource-policy-internal-check'
  | 'http-fetch'
  | 'http-network-or-cache-fetch'
  | 'http-redirect-fetch'
  | 'main-fetch';

/** Makes the refusal of one step. @param address - What it is about; shown without what may be secret. */
export type Stop = (code: RefusalCode, value: string | null, address?: string) => CorsRefusal;

/**
 * What one section of the standard refuses with.
 *
 * @param origin - What the answer was checked against.
 * @param status - That of the answer. `null`: none was looked at.
 */
export function refusing(
  blockedAt: CorsRefusal['blockedAt'],
  section: Section,
  origin: string,
  status: number | null,
): Stop {
  return (code, value, address) => ({
    allowed: false,
    blockedAt,
    code,
    value: value ?? '',
    step: `https://fetch.spec.whatwg.org/#${section}`,
    status,
    origin,
    ...(address === undefined ? {} : { url: showAddress(address) }),
  });
}
