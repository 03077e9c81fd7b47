/**
 * Whether a pattern with one `*` matches all that another text matches, and more. Pure. Two patterns of which each ends
 * where the other one's star may be are not told to cover one another, though together they may.
 */
export function covers(wider: string, narrower: string): boolean {
  const star = wider.indexOf('*');
  if (star < 0 || wider === narrower) return false;
  const before = wider.slice(0, star);
  const after = wider.slice(star + 1);
  // In front of the narrower one's star its own beginning counts, behind it its own end.
  const own = narrower.indexOf('*');
  const head = own < 0 ? narrower : narrower.slice(0, own);
  const tail = own < 0 ? narrower : narrower.slice(own + 1);
  const isLongEnough = own >= 0 || narrower.length >= before.length + after.length;
  return head.startsWith(before) && tail.endsWith(after) && isLongEnough;
}
