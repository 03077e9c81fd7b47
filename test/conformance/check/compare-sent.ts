import type { ExplainedRequest } from '../../../src/fetch-standard/page-request.js';
import type { HeaderEntry } from '../../../src/model/cors-exchange.js';
import type { AskedByPage } from '../conformance-case.js';
import type { PlacedCase } from '../play/place-case.js';
import type { ReceivedRequest } from '../play/scripted-server.js';
import type { WireHabits } from './wire-habits.js';

/** What browsers add on their own, which no store's rule looks at. */
const OWN_NAMES = new Set([
  ...[
    'host',
    'connection',
    'user-agent',
    'accept',
    'accept-language',
    'accept-encoding',
    'referer',
    'origin',
  ],
  ...[
    'content-length',
    'priority',
    'pragma',
    'cache-control',
    'te',
    'dnt',
    'cookie',
    'upgrade-insecure-requests',
  ],
]);

/** Where the headers of the request itself are not those that we say: its page's, the added ones, and no dropped one. */
export function compareSent(
  script: PlacedCase,
  explained: ExplainedRequest,
  sent: ReceivedRequest,
  habits: WireHabits,
): string[] {
  const added = [...explained.addedHeaders, ...typeOfUnsentFields(script, explained, habits)];
  const wanted = asWritten([...explained.sentHeaders, ...added], script.asked, habits);
  const got = linesOf(sent.headers);
  const differences: string[] = [];
  for (const [name, value] of wanted) {
    const seen = withoutBoundary(got.get(name)?.join(', '));
    const isSame =
      name === 'range' && habits.rewritesRange ? plainRange(seen) === plainRange(value) : seen === value;
    if (!isSame) differences.push(`sent ${name}: we say ${show(value)}, the engine sent ${show(seen)}`);
  }
  for (const [name, values] of got) {
    if (wanted.has(name)) continue;
    const isOwn = (OWN_NAMES.has(name) || name.startsWith('sec-')) && name !== 'origin';
    if (!isOwn || values.some((value) => isSetByPage(script, name, value)))
      differences.push(`sent ${name}: we say it is not sent, the engine sent ${show(values.join(', '))}`);
  }
  return differences;
}

function linesOf(headers: readonly HeaderEntry[]): Map<string, string[]> {
  const lines = new Map<string, string[]>();
  for (const [name, value] of headers) {
    const lower = name.toLowerCase();
    lines.set(lower, [...(lines.get(lower) ?? []), value]);
  }
  return lines;
}

/** One value a name, as this engine's network stack writes it; blanks at its ends do not count. */
function asWritten(
  headers: readonly HeaderEntry[],
  asked: AskedByPage,
  habits: WireHabits,
): Map<string, string> {
  const written = [...linesOf(headers)].map(([name, all]): HeaderEntry => {
    const value = writtenLines(name, all, asked, habits)
      .join(', ')
      .replace(/^[\t ]+|[\t ]+$/g, '');
    return [name, habits.writesUtf8 ? Buffer.from(value, 'utf8').toString('latin1') : value];
  });
  return new Map(written);
}

function writtenLines(
  name: string,
  lines: readonly string[],
  { api, body }: AskedByPage,
  habits: WireHabits,
): readonly string[] {
  // It has joined them before.
  if (api === 'xhr') return lines;
  if (habits.lastLineOnly.includes(name))
    return name === 'content-type' && body !== null ? lines.slice(0, 1) : lines.slice(-1);
  const lastEmpty = habits.emptyLineReplaces ? lines.lastIndexOf('') : -1;
  const left = lines.slice(lastEmpty + 1);
  return left.length === 0 ? [''] : left;
}

function typeOfUnsentFields(
  { asked }: PlacedCase,
  { sentHeaders }: ExplainedRequest,
  habits: WireHabits,
): HeaderEntry[] {
  const isUnsent = /^(get|head)$/i.test(asked.method) && asked.body?.kind === 'form-fields';
  const isTyped = sentHeaders.some(([name]) => name.toLowerCase() === 'content-type');
  return isUnsent && !isTyped && habits.xhrTypesUnsentFields
    ? [['Content-Type', 'application/x-www-form-urlencoded;charset=UTF-8']]
    : [];
}

/** Each engine makes its own. */
function withoutBoundary(value: string | undefined): string | undefined {
  return value?.replace(/^(multipart\/form-data; boundary=)-{2,}\w+$/, '$1BOUNDARY');
}

function plainRange(value: string | undefined): string | undefined {
  return value
    ?.toLowerCase()
    .replace(/[\t +]/g, '')
    .replace(/(?<!\d)0+(?=\d)/g, '');
}

function isSetByPage({ asked }: PlacedCase, name: string, value: string): boolean {
  return asked.headers.some(
    ([entry, given]) => entry.toLowerCase() === name && given !== '' && given === value,
  );
}

function show(value: string | undefined): string {
  return value === undefined ? 'nothing' : JSON.stringify(value);
}
