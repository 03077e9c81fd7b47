import type { HeaderEntry } from '../../../src/model/cors-exchange.js';
import type { AskedByPage, Place, ScriptedAnswer } from '../conformance-case.js';
import type { Random } from '../random.js';
import { inOtherCase, withBlanks, withHostileByte } from './values.js';

/** Lines of an answer by the part of the header's name after `Access-Control-`. */
export type CorsLines = Map<string, string[]>;

const ANY_STATUS = [
  ...[200, 201, 202, 203, 204, 205, 206, 226, 299, 300, 301, 302, 303, 304, 305, 307, 308, 399],
  ...[
    400, 401, 403, 404, 405, 407, 408, 409, 412, 416, 418, 425, 426, 429, 451, 499, 500, 501, 502, 503, 504,
    599,
  ],
];

/** The status of an answer that is good, or that is whatever. */
export function pickStatus(random: Random, badChance: number, good: readonly number[]): number {
  return random.percent(badChance) ? random.pick(ANY_STATUS) : random.pick(good);
}

/** The lines that let this origin have the answer, by one of the ways there are. @param origin - As it will be sent. */
export function allowOrigin(random: Random, asked: AskedByPage, origin: string): CorsLines {
  const includes = asked.credentials === 'include';
  const lines: CorsLines = new Map();
  lines.set('Allow-Origin', [!includes && random.percent(40) ? '*' : origin]);
  if (includes || random.percent(15)) lines.set('Allow-Credentials', ['true']);
  return lines;
}

/** One change to the lines that say who may have the answer. Many of them change nothing for the browser. */
export function spoilOrigin(random: Random, lines: CorsLines, origin: string): void {
  const now = lines.get('Allow-Origin') ?? [];
  const [first = origin] = now;
  const lone = (value: string) => [value];
  const change = random.weigh<() => string[]>([
    [3, () => []],
    [2, () => lone('*')],
    [2, () => lone(withBlanks(random, first))],
    [2, () => [...now, random.pick([first, '*', '', origin, '{{other}}', 'null'])]],
    [1, () => ['', ...now]],
    [1, () => lone('')],
    [1, () => lone('null')],
    [
      1,
      () => lone(random.pick(['{{other}}', '{{store}}', `${origin}/`, `${origin}:80`, origin.slice(0, -1)])),
    ],
    [1, () => lone(inOtherCase(random, random.pick([origin, 'http://127.0.0.1'])))],
    [
      1,
      () => lone(`${origin}${random.pick([', ', ',', ' '])}${random.pick([origin, '*', '{{other}}', ''])}`),
    ],
    [1, () => lone(random.pick(ODD_ORIGINS))],
    [2, () => lone(withHostileByte(random, first))],
    [1, () => now],
  ]);
  lines.set('Allow-Origin', change());
}

const ODD_ORIGINS = [
  ...[
    'foo',
    'http://',
    'http://*',
    'http://*.example',
    'https://a.example:99999',
    'http://[',
    'http://[::1]',
    '**',
  ],
  ...[
    '*, *',
    '"*"',
    'http://a b',
    'http://xn--',
    'http://a.example%20',
    'ftp://a',
    'file://',
    'a:b',
    '://',
    'NULL',
  ],
  ...[
    'null, null',
    'http://\xe9.example',
    'http://%C3%A9.example',
    'data:,',
    'mailto:a',
    'http:a',
    'http:/a',
    '//a',
  ],
];

/** One change to the line about credentials. */
export function spoilCredentials(random: Random, lines: CorsLines): void {
  lines.set(
    'Allow-Credentials',
    random.pick(
      [
        [],
        ['TRUE'],
        ['True'],
        ['true', 'true'],
        ['true', ''],
        ['', 'true'],
        ['false'],
        [''],
        ['1'],
        ['*'],
        ['true,'],
      ].concat([[withBlanks(random, 'true')], [withHostileByte(random, 'true')], ['true', 'false']]),
    ),
  );
}

/** A redirect's `Location`, most of the time the address of the next leg. */
export function pickLocation(random: Random, next: Place, mayBeEmpty: boolean): string {
  const address = `{{${next}}}/play/{{key}}/{{next}}`;
  return random.weigh([
    [10, address],
    [2, '/play/{{key}}/{{next}}'],
    [1, address.replace('{{', '//{{').replace('}}', '.host}}')],
    [mayBeEmpty ? 5 : 0, ''],
    [
      0.5,
      random.pick([
        'http://[',
        'http://a:99999/',
        'ftp://a.example/',
        'data:,x',
        'blob:x',
        'about:blank',
        'mailto:a',
      ]),
    ],
    [2, `http://user:pw@{{${next}.host}}/play/{{key}}/{{next}}`],
  ]);
}

/** Lines, their names spelled in some way, in some order. */
export function writeAnswer(
  random: Random,
  status: number,
  lines: CorsLines,
  more: readonly HeaderEntry[] = [],
): ScriptedAnswer {
  const cors = [...lines].flatMap(([name, values]) =>
    values.map((value): HeaderEntry => [spell(random, `Access-Control-${name}`), value]),
  );
  return {
    status,
    headers: random.shuffle([...cors, ...more]),
    body: random.pick(['', 'ok', 'body of the answer']),
  };
}

function spell(random: Random, name: string): string {
  return random.weigh<() => string>([
    [5, () => name],
    [2, () => name.toLowerCase()],
    [1, () => inOtherCase(random, name)],
  ])();
}
