import type { Credentials } from '../model/credentials.js';
import type { Issue } from '../model/issue.js';

/** How whoever knows what it means has them taken all the same. */
export const ONLY_FOR_YOU = 'For a page that only you open, dangerouslyAllowLongLivedKeys: true';

/** The issue of keys that last and stand in a page, however they came there. */
export const LONG_LIVED_KEYS: Issue = {
  code: 'dangerous',
  path: 'credentials',
  value: 'not shown',
  message: `must not be in a page without a security token: every visitor could use them for ever. Give a function that asks an STS through your server, or let that sign, with signer: remoteSigner({ url }). ${ONLY_FOR_YOU}`,
};

/**
 * Whether these are keys that last, and not temporary ones whose token got lost: such tell when they end. Pure.
 */
export function areLongLived({ securityToken, startTime, expiration }: Credentials): boolean {
  return securityToken === undefined && startTime === undefined && expiration === undefined;
}
