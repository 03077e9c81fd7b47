/**
 * The absolute URL in a text. `undefined`: there is none. Older WebViews have no `URL.canParse`.
 *
 * @param base - What a relative one is read against. Absent: it is none.
 */
export function parseUrl(text: string, base?: string): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}
