import type { HeaderEntry } from '../../../src/model/cors-exchange.js';
import type { AskedByPage, Place, ScriptedAnswer } from '../conformance-case.js';
import type { Random } from '../random.js';
import {
  allowOrigin,
  pickLocation,
  pickStatus,
  spoilCredentials,
  spoilOrigin,
  writeAnswer,
} from './answers.js';
import { inLines, inOtherCase, withBlanks, withHostileByte } from './values.js';

/** Headers that an answer may bring. */
const FURTHER: readonly HeaderEntry[] = [
  ['ETag', '"a"'],
  ['Content-Type', 'text/plain'],
  ['Content-Type', 'application/xml; charset=utf-8'],
  ['Cache-Control', 'no-cache'],
  ['Content-Language', 'en'],
  ['Expires', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['Last-Modified', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['Pragma', 'no-cache'],
  ['Set-Cookie', 'a=1; Max-Age=60'],
  ['Set-Cookie2', 'a=1'],
  ['x-amz-request-id', '\xe9'],
  ['X-OSS-Request-Id', ''],
  ['x-a', '1'],
  ['X-A', '2'],
  ['x-b', 'a\x01b'],
  ['*', '1'],
  ["!#$%&'*+-.^_`|~9", '1'],
  ['__proto__', '1'],
  ['Date', 'Thu, 01 Jan 1970 00:00:00 GMT'],
  ['Server', 'scripted'],
  ['Vary', 'Origin'],
  ['Accept', '1'],
  ['Content-Range', 'bytes 0-1/2'],
  ['Accept-Ranges', 'bytes'],
  ['Timing-Allow-Origin', '*'],
  ['Cross-Origin-Resource-Policy', 'same-origin'],
  ['X-Content-Type-Options', 'nosniff'],
  ['Content-Disposition', 'attachment'],
  ['Retry-After', '1'],
];

const NO_TOKENS = ['a b', '"etag"', 'etag;', '\xe9', '(', 'x-a:', '@', '\x01'];

/** An answer to the request itself: one that the page may have, with changes that may spoil it. */
export function actualAnswer(
  random: Random,
  asked: AskedByPage,
  origin: string,
  next: Place | null,
): ScriptedAnswer {
  const lines = allowOrigin(random, asked, origin);
  const changes = random.weigh([
    [7, 0],
    [3, 1],
    [1, 2],
  ]);
  for (let change = 0; change < changes; change += 1) {
    if (random.percent(asked.credentials === 'include' ? 30 : 10)) spoilCredentials(random, lines);
    else spoilOrigin(random, lines, origin);
  }
  const more = furtherHeaders(random);
  if (random.percent(60)) lines.set('Expose-Headers', exposedNames(random, more));
  if (random.percent(5)) lines.set('Max-Age', ['60']);
  if (next === null) {
    const status = pickStatus(random, 40, [200, 200, 206, 204]);
    // Without a Location it is an answer like another.
    return writeAnswer(random, status, lines, more);
  }
  const status = random.pick([301, 302, 303, 307, 308]);
  return writeAnswer(random, status, lines, [
    ...more,
    ['Location', pickLocation(random, next, isPlain(asked))],
  ]);
}

/** A request that needs no preflight at another origin, whatever engine it is. */
function isPlain({ method, headers, body, uploadListeners }: AskedByPage): boolean {
  return /^(get|head|post)$/i.test(method) && headers.length === 0 && body === null && !uploadListeners;
}

/** Some of them, each at most once but for those that come in two lines on purpose. */
function furtherHeaders(random: Random): HeaderEntry[] {
  const chosen = FURTHER.filter(() => random.percent(20)).map(
    ([name, value]): HeaderEntry => [random.percent(20) ? inOtherCase(random, name) : name, value],
  );
  // An engine ends the connection for two lines of these that differ: see RESTRICTIONS.
  const single = ['content-type', 'content-disposition'];
  return chosen.filter(
    ([name], at) =>
      !single.includes(name.toLowerCase()) ||
      chosen.findIndex(([other]) => other.toLowerCase() === name.toLowerCase()) === at,
  );
}

function exposedNames(random: Random, more: readonly HeaderEntry[]): string[] {
  const names = more.map(([name]) => name);
  const some = [
    ...names.filter(() => random.percent(40)),
    random.pick(['etag', 'x-none', 'Content-Length', 'set-cookie']),
  ];
  return random.weigh<() => string[]>([
    [4, () => inLines(random, some)],
    [
      1,
      () =>
        inLines(
          random,
          some.map((name) => inOtherCase(random, name)),
        ),
    ],
    [3, () => [random.pick(['*', ' * ', '*, *', 'x-z, *', '*, etag', '"*"', '**', '*;', ',*'])]],
    [1, () => inLines(random, random.shuffle([...some, '*']))],
    [2, () => inLines(random, random.shuffle([...some, random.pick(NO_TOKENS)]))],
    [1, () => inLines(random, random.shuffle([...some, '*', random.pick(NO_TOKENS)]))],
    [1, () => [withHostileByte(random, some.join(', '))]],
    [1, () => [withBlanks(random, some.join(' ,\t')), '']],
    [1, () => ['']],
  ])();
}
