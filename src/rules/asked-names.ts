import type { RuleSemantics } from './rule-semantics.js';

/**
 * The header names that a request asks for, one by one, as they travel.
 *
 * @param texts - What stands between the commas, with space around it, some empty.
 */
export function askedNames(
  texts: readonly string[],
  { nameSeparators }: Pick<RuleSemantics, 'nameSeparators'>,
): string[] {
  const parted = nameSeparators === null ? texts : texts.flatMap((text) => text.split(nameSeparators));
  return parted.map((name) => name.trim()).filter((name) => name !== '');
}
