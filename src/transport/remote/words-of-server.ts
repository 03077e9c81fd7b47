const HIDDEN = '<hidden>';
const MOST_CHARACTERS = 200;

/** Words that may be a key, a token or a signature, which a server should not have told: long, of the letters of base64. */
const LONG_WORD = /[\w+/=%-]{20,}/g;

/**
 * What an error answer says in plain words, fit to be shown: its `message` in JSON, or its text, on one line and
 * shortened. Empty: nothing for people, such as a page.
 *
 * @param contentType - That of the answer.
 * @param hidden - Texts that must not show: what was sent and is nobody's business.
 */
export function wordsOfServer(text: string, contentType: string, hidden: readonly string[]): string {
  const said = plainText(text, contentType)
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim();
  const shown = hidden
    .filter((secret) => secret !== '')
    .reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), said)
    .replace(LONG_WORD, (word) => (looksSecret(word) ? HIDDEN : word));
  return shown.length <= MOST_CHARACTERS ? shown : `${shown.slice(0, MOST_CHARACTERS - 1)}…`;
}

function plainText(text: string, contentType: string): string {
  if (/^text\/plain\b/i.test(contentType)) return text;
  if (!/^application\/([\w.-]+\+)?json\b/i.test(contentType)) return '';
  try {
    const parsed: unknown = JSON.parse(text);
    const message: unknown = typeof parsed === 'object' && parsed !== null && Reflect.get(parsed, 'message');
    return typeof message === 'string' ? message : '';
  } catch {
    return '';
  }
}

/** Names (`SignatureDoesNotMatch`) and paths (`users/anna/2026/photos`) are long too, but not of all kinds of letters. */
function looksSecret(word: string): boolean {
  const isMixed = /[a-z]/.test(word) && /[A-Z]/.test(word) && /[\d+=]/.test(word);
  return isMixed || /^[\da-f]{32,}$/i.test(word);
}
