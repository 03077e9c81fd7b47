/** Whether a segment is `.` or `..`: every browser resolves those before it sends, and so would ask for something else. */
export function hasDotSegment(segments: readonly string[]): boolean {
  return segments.includes('.') || segments.includes('..');
}
