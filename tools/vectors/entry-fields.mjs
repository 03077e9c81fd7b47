// How the fields of a vector are read. Vectors come from many hands: a field may be missing, null, a number, an object or
// a list of pairs.
import { decodePercent } from './paths.mjs';

/** An entry that no reader understands. The message says what is wrong, and where. */
export class ShapeError extends Error {}

/** The first of these fields that is there, as text. */
export function optionalText(input, ...names) {
  for (const name of names) {
    const value = input[name];
    if (value === undefined || value === null) continue;
    if (typeof value === 'string') return value;
    if (typeof value === 'number') return String(value);
    throw new ShapeError(`input.${name} must be text, not ${showKind(value)}`);
  }
  return undefined;
}

/** The same for what no vector can do without. */
export function requiredText(input, ...names) {
  const text = optionalText(input, ...names);
  if (text === undefined) throw new ShapeError(`input.${names[0]} is missing`);
  return text;
}

/** A whole number, such as a count of seconds. `undefined`: it is not there. */
export function optionalInteger(input, name) {
  const text = optionalText(input, name);
  if (text === undefined) return undefined;
  if (!/^-?\d+$/.test(text)) throw new ShapeError(`input.${name} must be a whole number, not "${text}"`);
  return Number(text);
}

/** The same for what no vector can do without. */
export function requiredInteger(input, name) {
  const integer = optionalInteger(input, name);
  if (integer === undefined) throw new ShapeError(`input.${name} is missing`);
  return integer;
}

/**
 * Names and values in their order, duplicates included: of an object, or of a list of pairs.
 *
 * @param path - Where they stand, for the message.
 */
export function pairsOf(value, path) {
  if (value === undefined || value === null) return [];
  if (Array.isArray(value)) return value.flatMap((item, index) => pairsOfItem(item, `${path}[${index}]`));
  if (typeof value !== 'object') throw new ShapeError(`${path} must be an object or a list of pairs`);
  return Object.entries(value).flatMap(([name, one]) => pairsOfItem([name, one], `${path}.${name}`));
}

function pairsOfItem(item, path) {
  if (!Array.isArray(item) || typeof item[0] !== 'string' || item.length > 2) {
    throw new ShapeError(`${path} must be a pair of name and value`);
  }
  const [name, value = ''] = item;
  const values = Array.isArray(value) ? value : [value];
  return values.map((one) => [name, valueText(one, path)]);
}

function valueText(value, path) {
  if (value === null) return '';
  if (['string', 'number', 'boolean'].includes(typeof value)) return String(value);
  throw new ShapeError(`${path} must be text, not ${showKind(value)}`);
}

/** Headers as pairs. A value that goes on in further lines, as old HTTP allowed, is made one line. */
export function headersOf(input) {
  return pairsOf(input.headers, 'input.headers')
    .filter(([name]) => name.toLowerCase() !== 'authorization')
    .map(([name, value]) => [name, value.replace(/\r?\n[ \t]*/g, ' ')]);
}

/** The value of a header, whatever the case of its name. */
export function headerOf(headers, wanted) {
  return headers.find(([name]) => name.toLowerCase() === wanted)?.[1];
}

/** The headers but for these, given in lower case. */
export function withoutHeaders(headers, ...unwanted) {
  return headers.filter(([name]) => !unwanted.includes(name.toLowerCase()));
}

/** The headers with those of one name made one, as HTTP joins them. */
export function joinHeaders(headers) {
  const joined = new Map();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    const first = joined.get(lower);
    joined.set(lower, first === undefined ? [name, value] : [first[0], `${first[1]},${value}`]);
  }
  return [...joined.values()];
}

/** Query parameters as pairs, not encoded: of `query`, `rawQuery` or the URL. */
export function queryOf(input) {
  if (input.query !== undefined && input.query !== null && typeof input.query !== 'string') {
    return pairsOf(input.query, 'input.query');
  }
  const raw = optionalText(input, 'query', 'rawQuery') ?? optionalText(input, 'url')?.split(/[?#]/)[1] ?? '';
  return raw
    .split('&')
    .filter((parameter) => parameter !== '')
    .map((parameter) => {
      const [name, ...values] = parameter.split('=');
      return [decodePercent(name), decodePercent(values.join('='))];
    });
}

/** The time that a text names: `20240115T083000Z`, Unix seconds, or any form that a Date understands. */
export function timeOf(text) {
  const basic = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text);
  const iso = basic === null ? text : `${basic.slice(1, 4).join('-')}T${basic.slice(4).join(':')}Z`;
  const time = /^\d+$/.test(text) ? new Date(Number(text) * 1000) : new Date(iso);
  if (Number.isNaN(time.getTime())) throw new ShapeError(`"${text}" is no time`);
  return time;
}

/**
 * Where a request goes: origin and host, not made by the signature but given to it.
 *
 * @param url - What else may tell it: a whole URL.
 * @param fallbackHost - Where nothing tells it, as the signature does not depend on it.
 */
export function addressOf(input, headers, url, fallbackHost) {
  const parsed = [optionalText(input, 'url'), url].map(parseUrl).find((found) => found !== undefined);
  const scheme = (optionalText(input, 'protocol') ?? parsed?.protocol ?? 'https').replace(/:.*/s, '');
  const sent = headerOf(headers, 'host');
  const named = optionalText(input, 'host') ?? parsed?.host ?? fallbackHost;
  // A browser leaves the default port out; a vector that lists the header has it as it was signed.
  const host = sent ?? parseUrl(`${scheme}://${named}`)?.host;
  if (host === undefined) throw new ShapeError(`input.host is no host: "${named}"`);
  return { origin: `${scheme}://${host}`, host };
}

function parseUrl(text) {
  return text !== undefined && URL.canParse(text) ? new URL(text) : undefined;
}

function showKind(value) {
  return Array.isArray(value) ? 'a list' : `a value of type ${typeof value}`;
}
