import { element } from './element.js';
import { splitValues } from './split-values.js';

/** A sentence with the values in it set as code, so that the eye finds them and no line breaks within them. */
export function markValues(sentence: string, values: readonly string[]): (Node | string)[] {
  const parts = splitValues(sentence, values);
  return parts.map((part, index) => {
    if (index % 2 === 1) return valueWithMarks(bracketAtEnd(parts[index - 1]), part);
    return index + 1 < parts.length ? part.slice(0, part.length - bracketAtEnd(part).length) : part;
  });
}

function bracketAtEnd(text = ''): string {
  return /[(（“]?$/.exec(text)?.[0] ?? '';
}

/** Or a full stop could begin a line of its own, and a bracket end one. */
function valueWithMarks(bracket: string, text: string): HTMLElement {
  const [, value = '', stop = ''] = /^(.*?)([.,;:。，、；：]?)$/.exec(text) ?? [];
  return element('span', { class: 'keep' }, bracket, element('code', {}, value), stop);
}
