/** The absolute URL in a text. `undefined`: there is none. Older WebViews have no `URL.canParse`. */
export function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}
