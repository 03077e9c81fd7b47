// The figures of the README: what is measured, and how it is told in each language.
import { readFileSync } from 'node:fs';
import { bundleEntry } from './bundle-entry.mjs';
import { ENTRY_USES } from './entry-uses.mjs';
import { PEERS, weighPeer } from './size-peers.mjs';

export const MARKS = ['<!-- figures: npm run figures -->\n', '<!-- end of figures -->\n'];

const ENTRIES = ['oss', 'cos', 'qingstor', 's3'];
const SCHEMES = ['ossv4', 'ossv1', 'cos', 'qingstor', 'sigv4'];
/** Those that are ours, and what WebCrypto alone costs. */
const NO_PEERS = ['floor', 'ours', 'ours, prepared'];

/** What differs between the two languages. */
export const WORDS = {
  'README.md': {
    marks: { colon: ': ', semicolon: '; ', aside: (words) => ` (${words})` },
    stores: {
      oss: 'Alibaba Cloud OSS',
      cos: 'Tencent Cloud COS',
      qingstor: 'QingStor',
      s3: 'Amazon S3',
      ossv4: 'Alibaba Cloud OSS, V4',
      ossv1: 'Alibaba Cloud OSS, V1',
      sigv4: 'Amazon S3, V4',
    },
    sizes: (day) => [
      `After gzip, ${day}, by \`npm run size\`. What is loaded later, if ever, is not counted:`,
      '| | to sign | to sign, upload and keep CORS rules | the same by others |',
    ],
    speeds: ({ day, processor, cores, chromium, firefox }) => [
      `Signatures, ${day}, Chromium ${chromium} and Firefox ${firefox} on ${cores} cores of an ${processor}, by \`npm run bench\`. In
brackets the fastest other client there:`,
      '| | URLs a second, of many, Chromium | the same, Firefox | µs for one signature, Chromium | the same, Firefox |',
    ],
    targets: ({ reached, all }) =>
      `Of the ${all} targets that the project has set itself for this, ${reached} were reached in that run
([all figures](bench/results.json)).`,
  },
  'README.zh-CN.md': {
    marks: { colon: '：', semicolon: '；', aside: (words) => `（${words}）` },
    stores: {
      oss: '阿里云 OSS',
      cos: '腾讯云 COS',
      qingstor: 'QingStor',
      s3: 'Amazon S3',
      ossv4: '阿里云 OSS，V4',
      ossv1: '阿里云 OSS，V1',
      sigv4: 'Amazon S3，V4',
    },
    sizes: (day) => [
      `gzip 之后的大小，${day}，由 \`npm run size\` 测得。以后才（或永远不会）加载的部分不计：`,
      '| | 只签名 | 签名、上传、管理 CORS 规则 | 其他客户端做同样的事 |',
    ],
    speeds: ({ day, processor, cores, chromium, firefox }) => [
      `签名速度，${day}，Chromium ${chromium} 与 Firefox ${firefox}，${processor} 的 ${cores} 个核心，由 \`npm run bench\` 测得。
括号里是同一环境里最快的其他客户端：`,
      '| | 批量时每秒 URL 数，Chromium | 同左，Firefox | 一次签名的微秒数，Chromium | 同左，Firefox |',
    ],
    targets: ({ reached, all }) =>
      `项目为此给自己定了 ${all} 个目标，那次运行达到了 ${reached} 个（[全部数字](bench/results.json)）。`,
  },
};

/**
 * The sizes that a README tells, in KB: ours by the title of the use, those of other clients by package name.
 *
 * @param {string} text - Of `README.md`.
 */
export function printedSizes(text) {
  const section = text.split(MARKS[0])[1]?.split(MARKS[1])[0] ?? '';
  const { stores } = WORDS['README.md'];
  const ours = new Map();
  const peers = new Map();
  for (const entry of ENTRIES) {
    const [line = ''] = section.split('\n').filter((each) => each.startsWith(`| ${stores[entry]} | `));
    const [, , signing = '', managing = '', others = ''] = line.split('|');
    ours.set(`${entry}: signing`, Number.parseFloat(signing));
    ours.set(`${entry}: signing, uploads, CORS`, Number.parseFloat(managing));
    for (const other of others.split(';'))
      peers.set(other.trim().split(' ')[0], Number.parseFloat(/([\d.]+) KB/.exec(other)?.[1] ?? ''));
  }
  return { day: /\d{4}-\d\d-\d\d/.exec(section)?.[0] ?? '', ours, peers };
}

/** Bundles and weighs everything that the tables name. The packages of `test/interop` must be installed. */
export async function weighAll() {
  const ours = {};
  for (const { title, code } of ENTRY_USES.filter((use) =>
    ENTRIES.some((name) => use.title.startsWith(`${name}: `)),
  ))
    ours[title] = (await bundleEntry(code)).gzipBytes;
  const peers = [];
  for (const [name, { task }] of Object.entries(PEERS))
    peers.push({ name, task, ...(await weighPeer(name)) });
  return { ours, peers };
}

/**
 * The section between the marks, as Markdown.
 *
 * @param file - The README whose language it is in.
 * @param day - When the sizes were measured: `2026-11-21`.
 * @param weighed - What `weighAll()` gave.
 * @param bench - `bench/results.json`, parsed.
 */
export function figures(file, day, { ours, peers }, bench = readBench()) {
  const words = WORDS[file];
  const { marks } = words;
  const sizes = ENTRIES.map((entry) => {
    const own = [`${entry}: signing`, `${entry}: signing, uploads, CORS`];
    const others = peers.filter(({ task }) => own.includes(task));
    const told = others.map(({ name, version, gzipBytes, task }) => {
      const column = task === own[0] ? words.sizes('')[1].split('|')[2].trim() : '';
      return `${name} ${version}${column === '' ? '' : marks.aside(column)}${marks.colon}${kilobytes(gzipBytes)}`;
    });
    return [words.stores[entry], ...own.map((title) => kilobytes(ours[title])), told.join(marks.semicolon)];
  });
  const speeds = SCHEMES.map((scheme) => [
    words.stores[scheme],
    ...['many', 'oneByOne'].flatMap((kind) =>
      ['hotChromium', 'hotFirefox'].map((part) => speed(kind, bench.results[part][scheme][kind])),
    ),
  ]);
  const { machine, versions, targets } = bench;
  const [sizesText, sizesHead] = words.sizes(day);
  const [speedsText, speedsHead] = words.speeds({
    day: bench.date.slice(0, 10),
    ...machine,
    chromium: versions.chromium.split('.')[0],
    firefox: versions.firefox.split('.')[0],
  });
  const reached = targets.filter(({ isReached }) => isReached).length;
  return [
    `${sizesText}\n`,
    table(sizesHead, sizes),
    `${speedsText}\n`,
    table(speedsHead, speeds),
    `${words.targets({ reached, all: targets.length })}\n`,
  ].join('\n');
}

/** `bench/results.json`, parsed. */
export function readBench() {
  return JSON.parse(readFileSync(new URL('../bench/results.json', import.meta.url), 'utf8'));
}

/** Ours, and the best of the others. Of many, the more a second the better; of one, the fewer µs the better. */
function speed(kind, measured) {
  const others = Object.entries(measured).filter(([name]) => !NO_PEERS.includes(name));
  const sorted = others.map(([name, value]) => [name, median(value)]).sort((a, b) => a[1] - b[1]);
  const [name, value] = kind === 'many' ? sorted.at(-1) : sorted[0];
  const own = median(measured[kind === 'many' ? 'ours, prepared' : 'ours']);
  return `${threeDigits(own)} (${name} ${threeDigits(value)})`;
}

/** A figure as the bench writes it: a number, or with its quartiles. */
function median(value) {
  return typeof value === 'number' ? value : value.median;
}

function threeDigits(value) {
  return Number(value.toPrecision(3)).toLocaleString('en-US');
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} KB`;
}

function table(head, rows) {
  const line = `|${'---|'.repeat(head.split('|').length - 2)}`;
  return [head, line, ...rows.map((cells) => `| ${cells.join(' | ')} |`), ''].join('\n');
}
