import { timingSafeEqual } from 'node:crypto';

/** Whether two texts are the same, in a time that tells only their lengths. */
export function equalInConstantTime(a: string, b: string): boolean {
  const [bytesA, bytesB] = [Buffer.from(a), Buffer.from(b)];
  return bytesA.length === bytesB.length && timingSafeEqual(bytesA, bytesB);
}
