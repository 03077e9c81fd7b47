// The paths of vectors. Written apart from the signers: what checks them must not ask them.

/** Percent-encodes all but `A-Z a-z 0-9 - . _ ~`. @throws Error on half a character, which has no UTF-8 form. */
export function encodeStrictly(text) {
  if (!text.isWellFormed()) throw new Error('half a character (a lone surrogate) cannot be encoded');
  return encodeURIComponent(text).replace(
    /[!'()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** The same but for `/`. */
export function encodePath(path) {
  return path.split('/').map(encodeStrictly).join('/');
}

/** The text that was percent-encoded; where it was not, the same text. */
export function decodePercent(text) {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

/** The key that is sent as this path behind a bucket's address. `undefined`: no key is, so no public signer signs it. */
export function keyOfPath(path) {
  if (!path.startsWith('/')) return undefined;
  const key = decodePercent(path.slice(1));
  if (`/${encodePath(key)}` !== path) return undefined;
  return key.split('/').some((segment) => segment === '.' || segment === '..') ? undefined : key;
}

/** A path as services other than S3 sign it: dot segments resolved, empty segments left out, each segment encoded. */
export function normalisePath(rawPath) {
  const kept = [];
  for (const segment of rawPath.split('/')) {
    if (segment === '..') kept.pop();
    else if (segment !== '.' && segment !== '') kept.push(segment);
  }
  const endsWithSlash = kept.length > 0 && /\/\.{0,2}$/.test(rawPath);
  return `/${encodePath(kept.join('/'))}${endsWithSlash ? '/' : ''}`;
}

/** The path in a URL's text as it stands there; a URL parser would resolve it. */
export function pathOfUrl(url) {
  return /^[^:/?#]+:\/\/[^/?#]*([^?#]*)/.exec(url)?.[1];
}
