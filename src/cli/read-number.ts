import type { Context } from './command.js';
import { UsageError } from './exit-code.js';
import type { OptionName } from './options.js';

/** The number of an option. @throws UsageError */
export function readNumber(
  { texts, say }: Context,
  name: OptionName,
  [least, most]: readonly [number, number],
  otherwise: number,
): number {
  const text = texts[name];
  if (text === undefined) return otherwise;
  const number = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
  if (number >= least && number <= most) return number;
  throw new UsageError([say('wrong.number', { name, least, most })]);
}
