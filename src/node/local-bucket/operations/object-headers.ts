import { isToken } from '../../../fetch-standard/is-token.js';
import type { HeaderEntry } from '../../../model/cors-exchange.js';
import { Refusal } from '../refusal.js';
import type { Service } from '../service.js';
import type { ObjectHeaders } from '../storage/object-storage.js';

/** What of an upload comes back with the object, besides `content-type` and metadata. */
const KEPT_HEADERS = [
  'cache-control',
  'content-disposition',
  'content-encoding',
  'content-language',
  'expires',
];

/**
 * What is kept of an upload's headers.
 *
 * @param values - Names lower-case, each character of a value one byte.
 * @throws Refusal `metadata-too-large`.
 */
export function keptHeaders(values: ReadonlyMap<string, string>, { dialect }: Service): ObjectHeaders {
  const prefix = `${dialect.headerPrefix}meta-`;
  const metadata = [...values]
    .filter(([name]) => name.startsWith(prefix) && name !== prefix)
    .map(([name, value]): HeaderEntry => [name.slice(prefix.length), value]);
  const bytes = metadata.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
  const maxBytes = dialect.limits.metadataBytes;
  if (bytes > maxBytes) throw new Refusal('metadata-too-large', { bytes, maxBytes });
  const kept = KEPT_HEADERS.flatMap((name): HeaderEntry[] => {
    const value = name === 'content-encoding' ? contentEncoding(values.get(name)) : values.get(name);
    // Some clients send an empty one for none.
    return value === undefined || value === '' ? [] : [[name, value]];
  });
  const type = values.get('content-type') || dialect.defaultContentType;
  return { headers: [['content-type', type], ...kept], metadata };
}

/**
 * The fields of a form that are kept with its object, as headers: the bytes of their UTF-8 are the characters.
 *
 * @throws Refusal `invalid-argument` for a name or a value that no header can have.
 */
export function headersOfForm(
  fields: ReadonlyMap<string, string>,
  { dialect }: Service,
): ReadonlyMap<string, string> {
  const names = ['content-type', ...KEPT_HEADERS];
  const kept = [...fields].filter(
    ([name]) => names.includes(name) || name.startsWith(`${dialect.headerPrefix}meta-`),
  );
  return new Map(
    kept.map(([argument, text]) => {
      const value = Buffer.from(text).toString('latin1');
      if (isToken(argument) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)) return [argument, value];
      const message = 'This field cannot be a header of the object.';
      throw new Refusal('invalid-argument', { argument, value: text, message });
    }),
  );
}

/** A request's headers as a map, several of one name joined by a comma. */
export function headerMap(headers: readonly HeaderEntry[]): Map<string, string> {
  const map = new Map<string, string>();
  for (const [name, value] of headers) {
    const before = map.get(name);
    map.set(name, before === undefined ? value : `${before},${value}`);
  }
  return map;
}

/** `aws-chunked` tells how the body travelled, and is no part of the object. */
function contentEncoding(value: string | undefined): string | undefined {
  const left = value
    ?.split(',')
    .map((coding) => coding.trim())
    .filter((coding) => coding !== 'aws-chunked');
  return left === undefined || left.length === 0 ? undefined : left.join(',');
}
