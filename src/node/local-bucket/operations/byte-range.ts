import type { ByteRange } from '../storage/object-storage.js';

/**
 * Reads a `Range` header for an object of `size` bytes.
 *
 * @returns The part; `whole` when the header is absent, malformed, of another unit or lists several ranges, all of
 *   which stores answer with the whole object; `unsatisfiable` when no byte of the object is in it.
 */
export function readByteRange(header: string | null, size: number): ByteRange | 'whole' | 'unsatisfiable' {
  const [, first = '', last = ''] = /^bytes=(\d*)-(\d*)$/.exec(header ?? '') ?? [];
  if (first === '' && last === '') return 'whole';
  if (first === '') {
    const length = Math.min(Number(last), size);
    return length === 0 ? 'unsatisfiable' : { start: size - length, end: size };
  }
  const start = Number(first);
  if (last !== '' && Number(last) < start) return 'whole';
  if (start >= size) return 'unsatisfiable';
  return { start, end: last === '' ? size : Math.min(Number(last) + 1, size) };
}
