/** The header part of a canonical request. */
export interface CanonicalHeaders {
  /** One line a header, `name:value\n`, sorted by name. */
  readonly lines: string;
  /** Lower-case names, sorted. */
  readonly names: readonly string[];
}

/** Names lower-cased and sorted, values trimmed with inner runs of spaces made one. */
export function canonicalHeaders(headers: Readonly<Record<string, string>>): CanonicalHeaders {
  const entries = Object.entries(headers)
    .map(([name, value]) => [name.trim().toLowerCase(), value.trim().replace(/ +/g, ' ')] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return {
    lines: entries.map(([name, value]) => `${name}:${value}\n`).join(''),
    names: entries.map(([name]) => name),
  };
}
