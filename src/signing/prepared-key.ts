import type { HmacKey } from '../crypto/hashes.js';

/** A key that is made when it is first asked for. Once it is there nobody waits. */
export type PreparedKey = () => HmacKey | Promise<HmacKey>;

/** Makes a key once. Where that failed, such as because code could not be loaded, it is tried again. */
export function preparedKey(make: () => Promise<HmacKey>): PreparedKey {
  let key: HmacKey | Promise<HmacKey> | undefined;
  return () => {
    key ??= make().then(
      (made) => {
        key = made;
        return made;
      },
      (error: unknown) => {
        key = undefined;
        throw error;
      },
    );
    return key;
  };
}
