import { element } from './element.js';
import { splitValues } from './split-values.js';

/** A sentence with the values in it set as code, so that the eye finds them and no line breaks within them. */
export function markValues(sentence: string, values: readonly string[]): (Node | string)[] {
  return splitValues(sentence, values).map((part, index) => (index % 2 === 0 ? part : valueAndStop(part)));
}

/** Or a full stop could begin a line of its own. */
function valueAndStop(text: string): HTMLElement {
  const [, value = '', stop = ''] = /^(.*?)([.,;:]?)$/.exec(text) ?? [];
  return element('span', { class: 'keep' }, element('code', {}, value), stop);
}
