import type { HeaderEntry } from '../../../src/model/cors-exchange.js';
import type { AskedByPage, ScriptedAnswer } from '../conformance-case.js';
import type { Random } from '../random.js';
import {
  allowOrigin,
  type CorsLines,
  pickLocation,
  pickStatus,
  spoilCredentials,
  spoilOrigin,
  writeAnswer,
} from './answers.js';
import { inLines, inOtherCase, withBlanks, withHostileByte } from './values.js';

const OTHER_METHODS = ['GET', 'POST', 'PUT', 'DELETE', 'HEAD', 'PATCH', 'OPTIONS', 'TRACE', 'foo'];
const OTHER_NAMES = ['x-z', 'Accept', 'content-type', 'Origin', 'authorization', 'x-amz-*', '__proto__'];
const NO_TOKENS = ['a b', '"a"', 'a;b', '(', 'a/b', 'a:b', '\xe9', 'a=b', '[]', '{', '@', 'a\x01', '<a>'];

/** An answer to a preflight: one that allows what is asked, with changes that may spoil it. */
export function preflightAnswer(random: Random, asked: AskedByPage, origin: string): ScriptedAnswer {
  const lines = allowOrigin(random, asked, origin);
  lines.set('Allow-Methods', allowedMethods(random, asked));
  lines.set('Allow-Headers', allowedHeaders(random, asked));
  if (random.percent(40))
    lines.set('Max-Age', [random.pick(['0', '60', '-1', '', 'x', '99999999999', '+5', '5, 6'])]);
  if (random.percent(10)) lines.set('Expose-Headers', ['*']);
  if (random.percent(10)) lines.set('Allow-Private-Network', ['true']);
  const changes = random.weigh([
    [5, 0],
    [5, 1],
    [2, 2],
    [1, 4],
  ]);
  for (let change = 0; change < changes; change += 1) spoil(random, lines, asked, origin);
  const status = pickStatus(random, 10, [200, 204]);
  const more: HeaderEntry[] = random.percent(20) ? [['Vary', 'Origin']] : [];
  if (status >= 300 && status < 400 && random.percent(80))
    more.push(['Location', pickLocation(random, 'store', true)]);
  return writeAnswer(random, status, lines, more);
}

function allowedMethods(random: Random, { method, credentials }: AskedByPage): string[] {
  const sent = /^(delete|get|head|options|post|put)$/i.test(method) ? method.toUpperCase() : method;
  return random.weigh<() => string[]>([
    [6, () => [sent]],
    // As it is compared letter by letter, that is another method.
    [1.5, () => [inOtherCase(random, sent)]],
    [
      3,
      () => inLines(random, random.shuffle([sent, random.pick(OTHER_METHODS), random.pick(OTHER_METHODS)])),
    ],
    [credentials === 'include' ? 0.5 : 3, () => ['*']],
  ])();
}

function allowedHeaders(random: Random, { headers, credentials, body }: AskedByPage): string[] {
  const names = [...new Set(headers.map(([name]) => name)), ...(body === null ? [] : ['Content-Type'])];
  return random.weigh<() => string[]>([
    [6, () => inLines(random, random.shuffle(names))],
    [2, () => inLines(random, random.shuffle([...names, random.pick(OTHER_NAMES)]))],
    [
      2,
      () =>
        inLines(
          random,
          names.map((name) => inOtherCase(random, name)),
        ),
    ],
    [credentials === 'include' ? 0.5 : 3, () => ['*']],
  ])();
}

function spoil(random: Random, lines: CorsLines, asked: AskedByPage, origin: string): void {
  random.weigh<() => void>([
    [3, () => spoilOrigin(random, lines, origin)],
    [asked.credentials === 'include' ? 2 : 0.5, () => spoilCredentials(random, lines)],
    [3, () => spoilList(random, lines, 'Allow-Methods', OTHER_METHODS)],
    [4, () => spoilList(random, lines, 'Allow-Headers', OTHER_NAMES)],
  ])();
}

/** One change to a list: an item too few or too many, no token, another case, quotes, no line at all. */
function spoilList(random: Random, lines: CorsLines, name: string, others: readonly string[]): void {
  const now = lines.get(name) ?? [];
  const [first = '', ...rest] = now;
  const items = first.split(',');
  const change = random.weigh<() => string[]>([
    [2, () => []],
    [1, () => ['']],
    [2, () => [random.shuffle(items).slice(1).join(','), ...rest]],
    [2, () => [random.pick(others)]],
    [2, () => [...now, random.pick(NO_TOKENS)]],
    [1, () => [`${first}, ${random.pick(NO_TOKENS)}`, ...rest]],
    [1, () => [inOtherCase(random, first), ...rest]],
    [1, () => [`"${first}"`, ...rest]],
    [1, () => [first.replaceAll(',', random.pick([' ', ';', ', , ,'])), ...rest]],
    [1, () => [...now, random.pick(['*', '', ' ', ',', ', ,'])]],
    [1, () => ['', ...now]],
    [2, () => [random.pick(['*', '*, *', '* ', '"*"', '**', '*,', 'x-*', '*;'])]],
    [2, () => [withHostileByte(random, first), ...rest]],
    [1, () => [withBlanks(random, first), ...rest]],
    [1, () => [`${first}${','.repeat(random.integer(1, 40))}`, ...rest]],
  ]);
  lines.set(name, change());
}
