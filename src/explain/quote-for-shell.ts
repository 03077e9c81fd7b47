/** A text as one word of a POSIX shell. Single quotes keep everything as it is, but for the single quote itself. */
export function quoteForShell(text: string): string {
  return `'${text.replaceAll("'", "'\\''")}'`;
}
