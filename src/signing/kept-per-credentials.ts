import type { Credentials } from '../model/credentials.js';

/** Regions, days and windows of time that one page signs for at once: more than these are made anew, the idlest first. */
const MOST_KEPT = 8;

interface Kept<Value> {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly securityToken: string | undefined;
  /** The one that was asked for last stands last. */
  readonly values: Map<string, Value>;
  newest: string | undefined;
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
      entry = { accessKeyId, secretAccessKey, securityToken, values: new Map(), newest: undefined };
      kept.set(credentials, entry);
    }
    const { values } = entry;
    let value = values.get(name);
    if (value === undefined) {
      value = make();
      if (values.size >= MOST_KEPT) {
        const [idlest] = values.keys();
        if (idlest !== undefined) values.delete(idlest);
      }
      values.set(name, value);
    } else if (name !== entry.newest) {
      values.delete(name);
      values.set(name, value);
    }
    entry.newest = name;
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
