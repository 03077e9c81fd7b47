/** A URL, absolute or relative to the base. `undefined`: it is none, or is relative and the base is none. */
export function resolveUrl(url: string, base: string): URL | undefined {
  try {
    return new URL(url, base === '' ? undefined : base);
  } catch {
    return undefined;
  }
}
