import { encodeRfc3986 } from '../encode-rfc3986.js';

/** A parameter, encoded, as `name=value`. */
type Encoded = readonly [name: string, value: string];

/**
 * Query parameters encoded and sorted bytewise by encoded name, then value, joined by `&`.
 *
 * @param parameters - Not encoded.
 * @param encoded - Further ones that are encoded already.
 * @param emptyValue - What follows the name of a parameter without a value: `=` (AWS) or nothing (OSS).
 */
export function canonicalQuery(
  parameters: readonly (readonly [name: string, value: string])[],
  encoded: readonly Encoded[],
  emptyValue: '=' | '',
): string {
  if (parameters.length === 0) return encoded.map((parameter) => parameter.join('=')).join('&');
  return [
    ...parameters.map(([name, value]): Encoded => [encodeRfc3986(name), encodeRfc3986(value)]),
    ...encoded,
  ]
    .sort(([nameA, valueA], [nameB, valueB]) => compare(nameA, nameB) || compare(valueA, valueB))
    .map(([name, value]) => (value === '' ? name + emptyValue : `${name}=${value}`))
    .join('&');
}

function compare(a: string, b: string): number {
  return a < b ? -1 : Number(a > b);
}
