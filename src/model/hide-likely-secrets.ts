/** Words that may be a key, a token or a signature: long, of the letters of base64. */
const LONG_WORD = /[\w+/=%-]{20,}/g;

/** A text with `<hidden>` in place of each word that may be a key, a token or a signature. */
export function hideLikelySecrets(text: string): string {
  return text.replace(LONG_WORD, (word) => (looksSecret(word) ? '<hidden>' : word));
}

/** Names (`SignatureDoesNotMatch`) and paths (`users/anna/2026/photos`) are long too, but not of all kinds of letters. */
function looksSecret(word: string): boolean {
  const isMixed = /[a-z]/.test(word) && /[A-Z]/.test(word) && /[\d+=]/.test(word);
  return isMixed || /^[\da-f]{32,}$/i.test(word);
}
