import type { Credentials } from '../model/credentials.js';

/** Regions, days and windows of time that one page signs for at once: more than these are made anew. */
const MOST_KEPT = 8;

interface Kept<Value> {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly securityToken: string | undefined;
  readonly values: Map<string, Value>;
}

/**
 * Keeps what is made of credentials, such as the day's key, as long as those are kept themselves. It is found by the
 * object, never by the secret, and made anew when the object's content has changed.
 *
 * @returns Gives the value of that name, made now if need be.
 */
export function keptPerCredentials<Value>(): (
  credentials: Credentials,
  name: string,
  make: () => Value,
) => Value {
  const kept = new WeakMap<Credentials, Kept<Value>>();
  return (credentials, name, make) => {
    let entry = kept.get(credentials);
    if (entry === undefined || !isOf(entry, credentials)) {
      const { accessKeyId, secretAccessKey, securityToken } = credentials;
      entry = { accessKeyId, secretAccessKey, securityToken, values: new Map() };
      kept.set(credentials, entry);
    }
    const { values } = entry;
    let value = values.get(name);
    if (value === undefined) {
      value = make();
      if (values.size >= MOST_KEPT) {
        const [oldest] = values.keys();
        if (oldest !== undefined) values.delete(oldest);
      }
      values.set(name, value);
    }
    return value;
  };
}

function isOf<Value>(entry: Kept<Value>, credentials: Credentials): boolean {
  return (
    entry.secretAccessKey === credentials.secretAccessKey &&
    entry.accessKeyId === credentials.accessKeyId &&
    entry.securityToken === credentials.securityToken
  );
}
