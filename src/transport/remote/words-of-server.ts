import { hideLikelySecrets } from '../../model/hide-likely-secrets.js';

const HIDDEN = '<hidden>';
const MOST_CHARACTERS = 200;

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
  const shown = hideLikelySecrets(
    hidden.filter((secret) => secret !== '').reduce((rest, secret) => rest.replaceAll(secret, HIDDEN), said),
  );
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
