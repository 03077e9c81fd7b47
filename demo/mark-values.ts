import { element } from './element.js';

/** A sentence with the values in it set as code, so that the eye finds them and no line breaks within them. */
export function markValues(sentence: string, values: readonly string[]): (Node | string)[] {
  if (values.length === 0) return [sentence];
  // The longest first: one name may begin with another. A name inside a longer word is not meant.
  const names = [...values].sort((a, b) => b.length - a.length).map(escapePattern);
  const pattern = new RegExp(`(?<![\\w-])((?:${names.join('|')})(?![\\w-])[.,;:]?)`);
  // Splitting by a group keeps what it matched, at the odd places.
  return sentence.split(pattern).map((part, index) => (index % 2 === 0 ? part : valueAndStop(part)));
}

/** Or a full stop could begin a line of its own. */
function valueAndStop(text: string): HTMLElement {
  const [, value = '', stop = ''] = /^(.*?)([.,;:]?)$/.exec(text) ?? [];
  return element('span', { class: 'keep' }, element('code', {}, value), stop);
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
