import { createHmac } from 'node:crypto';

/** How much of a text a difference shows on either side of the first character that differs. */
const SHOWN_CHARACTERS = 30;

/** Fields of the own form that are compared otherwise than as they stand. */
const COMPARERS = {
  canonicalRequest: compareLines,
  stringToSign: compareLines,
  parameters: (name, expected, actual) => compareNamed(name, expected, actual ?? {}),
  fields: (name, expected, actual) => compareNamed(name, lowerNames(expected), lowerNames(actual ?? {})),
  headers: compareHeaders,
  urlInAnyOrder: (name, expected, _, outputs) =>
    compareAnyOrder(name, plainUrl(expected), plainUrl(outputs.url), outputs),
  urlQueryInAnyOrder: (name, expected, _, outputs) =>
    compareAnyOrder(name, plainQuery(expected), plainQuery(outputs.urlQuery), outputs),
  signingKeyHex: (name, expected, _, outputs) =>
    compareKey(name, 'sha256', Buffer.from(expected, 'hex'), outputs),
  signingKeyText: (name, expected, _, outputs) => compareKey(name, 'sha1', expected, outputs),
};

/**
 * What differs between what a case expects and what came out.
 *
 * @param expected - Of a case in the project's own form.
 * @param outputs - What `signCase()` answers.
 * @returns One sentence a difference. Empty: none.
 */
export function compareOutputs(expected, outputs) {
  return Object.entries(expected).flatMap(([name, value]) => {
    const compare = Object.hasOwn(COMPARERS, name) ? COMPARERS[name] : compareText;
    return compare(name, value, outputs[name], outputs);
  });
}

function compareText(name, expected, actual) {
  if (expected === actual) return [];
  if (typeof actual !== 'string') return [`${name}: expected ${shorten(expected, 0)}, got nothing`];
  let index = 0;
  while (index < expected.length && expected[index] === actual[index]) index += 1;
  return [`${name}: expected ${shorten(expected, index)}, got ${shorten(actual, index)}`];
}

/** The text about the character, on one line. */
function shorten(text, index) {
  const start = Math.max(0, index - SHOWN_CHARACTERS);
  const end = Math.min(text.length, index + SHOWN_CHARACTERS);
  const shown = JSON.stringify(text.slice(start, end));
  return `${start > 0 ? '…' : ''}${shown}${end < text.length ? '…' : ''}`;
}

/** The first line that differs: those after it mostly differ because of it. */
function compareLines(name, expected, actual) {
  if (actual === undefined) return [`${name}: expected ${expected.length} lines, got nothing`];
  const lines = Math.max(expected.length, actual.length);
  for (let index = 0; index < lines; index += 1) {
    if (expected[index] === actual[index]) continue;
    const line = `${name} line ${index + 1}`;
    if (expected[index] === undefined)
      return [`${line}: expected no such line, got ${shorten(actual[index], 0)}`];
    return compareText(line, expected[index], actual[index]);
  }
  return [];
}

/** Each name that is expected must have its value. Others may be there. */
function compareNamed(name, expected, actual) {
  return Object.entries(expected).flatMap(([key, value]) =>
    compareText(`${name} ${key}`, value, actual[key]),
  );
}

/** All headers, and no others. */
function compareHeaders(name, expected, actual) {
  const more = Object.keys(actual ?? {}).filter((key) => !Object.hasOwn(expected, key));
  return [
    ...compareNamed(name, expected, actual ?? {}),
    ...more.map((key) => `${name} ${key}: expected no such header, got ${shorten(actual[key], 0)}`),
  ];
}

/** Vendors encode `!'()*` or leave them; whatever else a name or a value holds must be encoded. */
function compareAnyOrder(name, expected, actual, { urlQuery }) {
  const bare = /[^\w.~!'()*%&=-]/.exec(urlQuery ?? '')?.[0];
  return bare === undefined
    ? compareText(name, expected, actual)
    : [`${name}: expected an encoded query, got a bare ${JSON.stringify(bare)}`];
}

/** A key cannot be looked at, but it shows in what it signs. */
function compareKey(name, hash, key, { stringToSign, signature }) {
  const made = createHmac(hash, key).update(stringToSign.join('\n')).digest('hex');
  return made === signature ? [] : [`${name}: expected the key of the signature, got another one`];
}

function lowerNames(fields) {
  return Object.fromEntries(Object.entries(fields).map(([name, value]) => [name.toLowerCase(), value]));
}

/** A URL as a server reads it, for schemes that fix neither the order of parameters nor how they are encoded. */
function plainUrl(text) {
  if (text === undefined || !URL.canParse(text)) return text;
  const { origin, pathname, search } = new URL(text);
  return `${origin}${pathname.split('/').map(plainSegment).join('/')}?${plainQuery(search.slice(1))}`;
}

function plainSegment(segment) {
  try {
    return encodeURIComponent(decodeURIComponent(segment));
  } catch {
    return segment;
  }
}

function plainQuery(query) {
  if (query === undefined) return undefined;
  return [...new URLSearchParams(query)]
    .map((pair) => pair.map(encodeURIComponent).join('='))
    .sort()
    .join('&');
}
