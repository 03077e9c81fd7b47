/**
 * Whether a value matches a pattern with at most one `*`, which stands for any run of characters, none included.
 * Bytes are compared as they are; lower both sides first where case does not count.
 */
export function matchPattern(pattern: string, value: string): boolean {
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === value;
  const prefix = pattern.slice(0, star);
  const suffix = pattern.slice(star + 1);
  // The length test keeps prefix and suffix from sharing characters: `ab*b` does not match `ab`.
  return value.length >= prefix.length + suffix.length && value.startsWith(prefix) && value.endsWith(suffix);
}
