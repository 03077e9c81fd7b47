import type { HeaderEntry } from '../../../src/model/cors-exchange.js';
import type { Random } from '../random.js';
import {
  ACCEPTS,
  CONTENT_TYPES,
  FORM_TYPES,
  LANGUAGES,
  RANGES,
  TYPE_PIECES,
  UNSAFE_NAMES,
} from './page-header-values.js';
import { FORBIDDEN, OVERRIDE_VALUES, OVERRIDES, PECULIAR } from './special-header-values.js';
import { hostileByte, inOtherCase, withBlanks, withHostileByte } from './values.js';

/** The headers that a page sets: most of the time none to three, sometimes many lines of one name. */
export function pageHeaders(random: Random): HeaderEntry[] {
  if (random.percent(4)) return manyLines(random);
  const count = random.weigh([
    [3, 0],
    [4, 1],
    [4, 2],
    [2, 3],
    [1, 6],
  ]);
  const headers = withoutSecondOverrides(Array.from({ length: count }, () => pageHeader(random)));
  const [first] = headers;
  const isOverride = OVERRIDES.some((name) => name.toLowerCase() === first?.[0].toLowerCase());
  return !isOverride && first !== undefined && random.percent(6)
    ? [...headers, [inOtherCase(random, first[0]), first[1]]]
    : headers;
}

function pageHeader(random: Random): HeaderEntry {
  const [name, value] = random.weigh<() => HeaderEntry>([
    [8, () => [random.pick(UNSAFE_NAMES), anyValue(random)]],
    [4, () => ['Content-Type', contentType(random)]],
    [2, () => ['Range', random.pick(RANGES)]],
    [1, () => [random.pick(['Accept-Language', 'Content-Language']), random.pick(LANGUAGES)]],
    [1, () => ['Accept', random.pick(ACCEPTS)]],
    [2, () => longSafelisted(random)],
    [2, () => random.pick(FORBIDDEN)],
    [1, () => [random.pick(OVERRIDES), random.pick(OVERRIDE_VALUES)]],
    [1, () => peculiar(random)],
  ])();
  const spelled = random.percent(15) ? inOtherCase(random, name) : name;
  return [spelled, random.percent(8) ? withHostileByte(random, value) : withSomeBlanks(random, value)];
}

/** Lines that are joined to a forbidden one: see RESTRICTIONS. */
function withoutSecondOverrides(headers: readonly HeaderEntry[]): HeaderEntry[] {
  const names = headers.map(([name]) => name.toLowerCase());
  return headers.filter(
    ([name], at) =>
      !OVERRIDES.some((override) => override.toLowerCase() === name.toLowerCase()) ||
      names.indexOf(name.toLowerCase()) === at,
  );
}

function peculiar(random: Random): HeaderEntry {
  const [name, values] = random.pick(PECULIAR);
  return [name, random.pick(values)];
}

function contentType(random: Random): string {
  if (random.percent(50)) return random.pick(CONTENT_TYPES);
  const pieces = Array.from({ length: random.integer(1, 7) }, () => random.pick(TYPE_PIECES));
  return random.pick(FORM_TYPES) + pieces.join('');
}

function anyValue(random: Random): string {
  return random.weigh([
    [6, '1'],
    [1, ''],
    [1, 'a,b'],
    [1, 'Bearer a b'],
    [1, `x${hostileByte(random)}y`],
    [1, 'a'.repeat(random.integer(126, 300))],
  ]);
}

/** A safelisted header whose value is as long as may be, one shorter or one longer. */
function longSafelisted(random: Random): HeaderEntry {
  const start = random.pick([
    ['Accept', ''],
    ['Accept-Language', ''],
    ['Content-Language', ''],
    ['Content-Type', 'text/plain;'],
    ['Range', 'bytes='],
  ] as const);
  const [name, value] = start;
  const length = random.integer(126, 130);
  if (name === 'Range') return [name, `${'bytes=1-'.padEnd(length, '9')}`];
  return [name, value.padEnd(length, 'a')];
}

/** Safelisted lines that are allowed each, and are around the limit together. */
function manyLines(random: Random): HeaderEntry[] {
  const name = random.pick(['Accept', 'Accept-Language', 'Content-Language']);
  const lengths = Array.from({ length: random.integer(2, 9) }, () => random.pick([128, 127, 64, 120]));
  const more = random.percent(30) ? [pageHeader(random)] : [];
  return [...lengths.map((length): HeaderEntry => [name, 'a'.repeat(length)]), ...more];
}

function withSomeBlanks(random: Random, value: string): string {
  return random.percent(10) ? withBlanks(random, value) : value;
}
