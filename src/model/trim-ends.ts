/**
 * A text without these characters at its ends. Patterns that are anchored at the end alone begin anew at each run of
 * blanks, which takes as long as the square of a long one; two indices look at each character once.
 *
 * @param blanks - The characters, one after the other: `'\t '`.
 */
export function trimEnds(text: string, blanks: string): string {
  let start = 0;
  let end = text.length;
  while (start < end && blanks.includes(text.charAt(start))) start += 1;
  while (end > start && blanks.includes(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
