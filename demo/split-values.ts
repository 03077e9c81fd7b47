/**
 * Splits a sentence at the values in it. The parts at odd places are values, each with the punctuation that follows it; a
 * value within a longer word is not meant.
 */
export function splitValues(sentence: string, values: readonly string[]): string[] {
  if (values.length === 0) return [sentence];
  // The longest first: one name may begin with another.
  const names = [...values].sort((a, b) => b.length - a.length).map(escapePattern);
  // Splitting by a group keeps what it matched.
  return sentence.split(new RegExp(`(?<![\\w-])((?:${names.join('|')})(?![\\w-])[.,;:。，、；：]?)`));
}

function escapePattern(text: string): string {
  return text.replaceAll(/[.*+?^${}()|[\]\\/-]/g, '\\$&');
}
