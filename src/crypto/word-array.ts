import core from 'crypto-js/core.js';

type WordArray = ReturnType<typeof core.lib.WordArray.create>;

/** Bytes as crypto-js keeps them: big-endian 32-bit words. */
export function toWords(bytes: Uint8Array): WordArray {
  const words: number[] = [];
  for (let index = 0; index < bytes.length; index += 1) {
    words[index >>> 2] = (words[index >>> 2] ?? 0) | ((bytes[index] ?? 0) << (24 - (index % 4) * 8));
  }
  return core.lib.WordArray.create(words, bytes.length);
}

/** The bytes of a crypto-js word array. */
export function fromWords(words: WordArray): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(
    { length: words.sigBytes },
    (_, index) => ((words.words[index >>> 2] ?? 0) >>> (24 - (index % 4) * 8)) & 0xff,
  );
}
