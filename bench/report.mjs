import { SCHEMES } from './contestants/list.mjs';
import { fastestPeer } from './targets.mjs';

const NAME_WIDTH = 22;
const COLD_WIDTHS = [9, 18, 8, 8, 9, 8];
const HOT_WIDTHS = [9, 18, 10, 20, 9, 8];
const RULES_WIDTHS = [10, 22, 13, 26, 13, 26];

const LEGEND =
  "ours: the scheme's own function. ours, prepared: signRequest() and presignUrls() after prepareBucket(). " +
  'floor: what WebCrypto alone costs; prepared: with its key derived ahead.';

/**
 * The figures as tables for people.
 *
 * @param results - What `measureAll()` gave.
 */
export function tables(results) {
  const cold = [
    ['coldFull', 'Cold, Chromium, full speed'],
    ['coldThrottled', 'Cold, Chromium, 4 x CPU throttling'],
    ['coldInsecure', 'Cold, Chromium, insecure context: hashes in JavaScript'],
  ];
  const hot = [
    ['hotChromium', 'Hot, Chromium'],
    ['hotInsecure', 'Hot, Chromium, insecure context: hashes in JavaScript'],
    ['hotFirefox', 'Hot, Firefox'],
    ['hotNode', 'Hot, Node'],
  ];
  const rules = [
    ['rulesChromium', 'Rules, Chromium'],
    ['rulesNode', 'Rules, Node'],
  ];
  const present = (parts, table) =>
    parts.flatMap(([part, title]) => (results[part] === undefined ? [] : table(title, results[part])));
  return [
    ...(results.coldFull === undefined ? [] : [LEGEND]),
    ...present(cold, coldTable),
    ...present(hot, hotTable),
    ...present(rules, rulesTable),
  ].join('\n');
}

/** The targets, those that were missed first. */
export function verdicts(targets) {
  const missed = targets.filter(({ isReached }) => !isReached);
  return [
    '',
    `Targets: ${targets.length - missed.length} of ${targets.length} reached`,
    ...[...missed, ...targets.filter(({ isReached }) => isReached)].map(verdict),
  ].join('\n');
}

function verdict({ scheme, what, measured, limit, bound, isReached }) {
  const by = bound === 'most' ? measured / limit - 1 : limit / measured - 1;
  const says = isReached ? 'reached' : `MISSED by ${(by * 100).toFixed(0)} %`;
  const name = `${SCHEMES[scheme]?.title ?? 'Rules'}, ${what}`;
  return `  ${says.padEnd(16)} ${name}: ${figure(measured)} (at ${bound} ${figure(limit)})`;
}

function coldTable(title, schemes) {
  return [
    '',
    `${title}: µs of call 1 (middle half) · mean of 2-10 · mean of 11-100`,
    ...Object.entries(schemes).flatMap(([scheme, figures]) => {
      const first = Object.fromEntries(Object.entries(figures).map(([name, { first }]) => [name, first]));
      return [
        line(COLD_WIDTHS, SCHEMES[scheme].title, ['call 1', '', '2-10', '11-100', 'x floor', 'x peer']),
        ...Object.entries(figures).map(([name, parts]) =>
          line(COLD_WIDTHS, `  ${name}`, [
            figure(parts.first.median),
            half(parts.first),
            figure(parts.early.median),
            figure(parts.late.median),
            ...ratios(scheme, name, first),
          ]),
        ),
      ];
    }),
  ];
}

function hotTable(title, schemes) {
  return [
    '',
    `${title}: µs a signature, one at a time (middle half) · presigned URLs a second, many at once (middle half)`,
    ...Object.entries(schemes).flatMap(([scheme, { oneByOne, many }]) => [
      line(HOT_WIDTHS, SCHEMES[scheme].title, ['one', '', 'many', '', 'x floor', 'x peer']),
      ...Object.entries(oneByOne).map(([name, one]) =>
        line(HOT_WIDTHS, `  ${name}`, [
          figure(one.median),
          half(one),
          figure(many[name]?.median),
          half(many[name]),
          ...ratios(scheme, name, oneByOne),
        ]),
      ),
    ]),
  ];
}

function rulesTable(title, contestants) {
  return [
    '',
    `${title}: 100 rules x 10 origins x 20 headers: ms to compile · evaluations a second (middle half)`,
    line(RULES_WIDTHS, '', ['compile', '', 'miss', '', 'last rule', '']),
    ...Object.entries(contestants).map(([name, { compile, miss, last }]) =>
      line(
        RULES_WIDTHS,
        `  ${name}`,
        [compile, miss, last].flatMap((each) => [figure(each.median), half(each)]),
      ),
    ),
  ];
}

function line(widths, name, cells) {
  return `${name.padEnd(NAME_WIDTH)}${cells.map((text, column) => text.padStart(widths[column])).join('')}`;
}

/** To the floor that is prepared alike, where there is one, and to the fastest peer. */
function ratios(scheme, name, figures) {
  const floor = (name.endsWith('prepared') ? figures['floor, prepared'] : undefined) ?? figures.floor;
  const { median } = figures[name];
  return [floor?.median, fastestPeer(scheme, figures)].map((other) =>
    Number.isFinite(other) ? (median / other).toFixed(2) : '-',
  );
}

function half(figures) {
  return figures === undefined ? '(-)' : `(${figure(figures.p25)}-${figure(figures.p75)})`;
}

/** Three digits that count. */
function figure(value) {
  if (value === undefined || !Number.isFinite(value)) return '-';
  return value >= 100 ? Math.round(value).toLocaleString('en') : String(Number(value.toPrecision(3)));
}
