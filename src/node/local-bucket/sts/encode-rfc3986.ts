/** Percent-encodes all but `A-Z a-z 0-9 - . _ ~`, as the vendors' signatures want it. */
export function encodeRfc3986(text: string): string {
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}
