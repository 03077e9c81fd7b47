import type { Credentials } from '../model/credentials.js';

/** Whether a store would take both for the same: it looks at the keys and the token, not at the times. */
export function isSameCredentials(one: Credentials, other: Credentials | undefined): boolean {
  return (
    one.accessKeyId === other?.accessKeyId &&
    one.secretAccessKey === other.secretAccessKey &&
    one.securityToken === other.securityToken
  );
}
