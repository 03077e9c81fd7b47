import type { ParsedRequest } from '../target.js';
import { percentEncode, percentEncodeText } from './percent-encode.js';

/** What a signature says that it covers: names percent-encoded, and then lower-case. */
export interface SignedNames {
  readonly headers: readonly string[];
  readonly parameters: readonly string[];
}

type Pair = readonly [name: string, value: string];

/**
 * The text that COS calls HttpString, of what the signature says that it covers. The path stands in it as it is, not
 * percent-encoded. What is named there and did not come is not in it, so that the signature is another.
 *
 * Written apart from `src/signing` and from its own reading of the page, so that a mistake in one of them shows.
 *
 * @see https://www.tencentcloud.com/document/product/436/7778
 */
export function httpString({ method, headers, at }: ParsedRequest, signed: SignedNames): string {
  const parameters = at.query
    .map(([name, value]): Pair => [percentEncodeText(name).toLowerCase(), percentEncodeText(value)])
    .filter(([name]) => signed.parameters.includes(name));
  const values = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = values.get(name);
    values.set(name, before === undefined ? value.trim() : `${before},${value.trim()}`);
  }
  const covered = [...values]
    .map(
      ([name, value]): Pair => [
        percentEncodeText(name).toLowerCase(),
        percentEncode(Buffer.from(value, 'latin1')),
      ],
    )
    .filter(([name]) => signed.headers.includes(name));
  return `${method.toLowerCase()}\n${at.path}\n${join(parameters)}\n${join(covered)}\n`;
}

function join(pairs: readonly Pair[]): string {
  return [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)))
    .map(([name, value]) => `${name}=${value}`)
    .join('&');
}
