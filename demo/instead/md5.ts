// In place of the SDK's, which brings a library along: the rules of a bucket are all that is summed up here.

/** How far each step of a round turns, in bits. @see https://www.rfc-editor.org/rfc/rfc1321#section-3.4 */
const TURNS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const;

/** Which word of the block each step of a round takes: the first, and how many it goes on. */
const WORDS = [
  [0, 1],
  [1, 5],
  [5, 3],
  [0, 7],
] as const;

/** MD5 of the bytes: 16 bytes. Only for `Content-MD5`, which stores ask for. */
export function md5(bytes: Uint8Array): Uint8Array {
  const padded = new DataView(new ArrayBuffer(((bytes.length + 72) >>> 6) << 6));
  new Uint8Array(padded.buffer).set(bytes);
  padded.setUint8(bytes.length, 0x80);
  padded.setUint32(padded.byteLength - 8, bytes.length << 3, true);
  padded.setUint32(padded.byteLength - 4, bytes.length >>> 29, true);
  const sum = Int32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476);
  for (let block = 0; block < padded.byteLength; block += 64) {
    let [a = 0, b = 0, c = 0, d = 0] = sum;
    for (let step = 0; step < 64; step += 1) {
      const round = step >> 4;
      const mixed = [(b & c) | (~b & d), (b & d) | (c & ~d), b ^ c ^ d, c ^ (b | ~d)][round] ?? 0;
      const [first, onwards] = WORDS[round] ?? [0, 0];
      const word = padded.getInt32(block + 4 * ((first + onwards * step) % 16), true);
      const sine = Math.floor(Math.abs(Math.sin(step + 1)) * 2 ** 32);
      const added = (a + mixed + sine + word) | 0;
      const turn = TURNS[round]?.[step % 4] ?? 0;
      [a, d, c, b] = [d, c, b, (b + ((added << turn) | (added >>> (32 - turn)))) | 0];
    }
    for (const [index, word] of [a, b, c, d].entries()) sum[index] = (sum[index] ?? 0) + word;
  }
  const written = new DataView(new ArrayBuffer(16));
  for (const [index, word] of sum.entries()) written.setInt32(4 * index, word, true);
  return new Uint8Array(written.buffer);
}
