import type { HmacKey } from '../crypto/hashes.js';

/** A key that is being made. Once it is there nobody waits. */
export type PreparedKey = () => HmacKey | Promise<HmacKey>;

/**
 * Begins to make a key at once: the platform does so on another thread, while the text that it will sign is still written.
 * Where that failed, such as because code could not be loaded, it is tried again when the key is asked for.
 */
export function preparedKey(make: () => Promise<HmacKey>): PreparedKey {
  let key: HmacKey | Promise<HmacKey> | undefined;
  const begin = (): Promise<HmacKey> => {
    const making = make().then(
      (made) => {
        key = made;
        return made;
      },
      (error: unknown) => {
        key = undefined;
        throw error;
      },
    );
    // Whoever asks for the key hears of a failure. It may be that nobody ever does.
    making.catch(() => {});
    return making;
  };
  key = begin();
  return () => {
    key ??= begin();
    return key;
  };
}
