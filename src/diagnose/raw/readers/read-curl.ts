import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Issue } from '../../../model/issue.js';
import { parseUrl } from '../../../model/parse-url.js';
import type { RawExchange, RawRequest } from '../raw-exchange.js';
import { readCurlOutput } from './read-curl-output.js';
import { askedNames, headerValue, pageHeaders, type ReadExchanges, unread } from './read-exchanges.js';
import { shellOf, shellWords } from './shell-words.js';

/** Options with a value that say something of the request. */
const READ = new Map<string, 'method' | 'header' | 'data' | 'form' | 'url' | 'upload' | 'referer' | 'cookie'>(
  [
    ['-X', 'method'],
    ['--request', 'method'],
    ['-H', 'header'],
    ['--header', 'header'],
    ['-d', 'data'],
    ['--data', 'data'],
    ['--data-raw', 'data'],
    ['--data-ascii', 'data'],
    ['--data-binary', 'data'],
    ['--data-urlencode', 'data'],
    ['--json', 'data'],
    ['-F', 'form'],
    ['--form', 'form'],
    ['--form-string', 'form'],
    ['--url', 'url'],
    ['-T', 'upload'],
    ['--upload-file', 'upload'],
    ['-e', 'referer'],
    ['--referer', 'referer'],
    ['-b', 'cookie'],
    ['--cookie', 'cookie'],
  ],
);
/** Options with a value that say nothing here. */
const SKIPPED = new Set(
  '-A --user-agent -o --output -u --user -x --proxy -m --max-time --connect-timeout --resolve --cacert -E --cert --key -w --write-out --retry -D --dump-header -c --cookie-jar'.split(
    ' ',
  ),
);
/** Single letters that need no value, so that several may stand together. */
const FLAGS = /^-[iIsSvkLgGfN#0-9]+$/;
const MOST_CHARACTERS = 1_000_000;
/** How the path of an issue ends that is about a command without an origin: who knows it may give it. */
export const PATH_OF_ORIGIN = '.origin';

/**
 * Reads a `curl` command line, as the developer tools of browsers copy it or as a diagnosis prints it, with what it printed
 * (`-i` or `-v`) where that follows. An OPTIONS with `Access-Control-Request-Method` is a preflight. Pure; never throws.
 *
 * @param text - The command for a POSIX shell or the command prompt, its output, or both; several one after another.
 */
export function readCurl(text: string): ReadExchanges {
  const problems: Issue[] = [];
  const shortened = text.slice(0, MOST_CHARACTERS);
  const starts = [...shortened.matchAll(/^[ \t]*(?:[$>#] ?)?curl(?:\.exe)?(?=\s|\^)/gm)].map(
    ({ index }) => index,
  );
  const blocks = starts.map((start, place) => shortened.slice(start, starts[place + 1]));
  const before = shortened.slice(0, starts[0] ?? shortened.length);
  const exchanges = blocks.flatMap((block, place) => readBlock(block, `curl[${place}]`, problems) ?? []);
  if (before.trim() !== '') exchanges.unshift(...fromOutput(before, problems));
  return { exchanges, unread: problems };
}

function readBlock(block: string, path: string, problems: Issue[]): RawExchange | null {
  const [command, output] = splitOutput(block);
  const shell = shellOf(command);
  const words = shellWords(command.replace(/^[ \t]*(?:[$>#] ?)?/, ''), shell).slice(1);
  const parsed = readWords(words, path, problems);
  if (parsed === null) return null;
  const { answers, failure } = readCurlOutput(output);
  return toExchange(parsed, answers, failure, path, problems);
}

/** The command goes on while a line is broken or a quote is open; the output begins with a status line or `*`. */
function splitOutput(block: string): [command: string, output: string] {
  const start = /^(?:HTTP\/[\d.]+ \d{3}|[*<>] |curl: \()/m.exec(block.slice(1))?.index;
  return start === undefined ? [block, ''] : [block.slice(0, start + 1), block.slice(start + 1)];
}

interface Parsed {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderEntry[];
  readonly bodyType: string;
}

function readWords(words: readonly string[], path: string, problems: Issue[]): Parsed | null {
  const headers: HeaderEntry[] = [];
  let method = '';
  let url = '';
  let bodyType = '';
  let impliedMethod = 'GET';
  for (let at = 0; at < words.length; at += 1) {
    const word = words[at] ?? '';
    const [name, joined] = splitOption(word);
    const kind = READ.get(name);
    const needsValue = kind !== undefined || SKIPPED.has(name);
    const value = joined ?? (needsValue ? (words[at + 1] ?? '') : '');
    if (needsValue && joined === undefined) at += 1;
    if (kind === 'method') method = value;
    else if (kind === 'header') headers.push(...readHeader(value));
    else if (kind === 'url') url = value;
    else if (kind === 'cookie') headers.push(['Cookie', '']);
    else if (kind === 'referer') headers.push(['Referer', value]);
    else if (kind === 'data' || kind === 'form' || kind === 'upload') {
      impliedMethod = kind === 'upload' ? 'PUT' : 'POST';
      bodyType =
        kind === 'form' ? 'multipart/form-data' : kind === 'data' ? 'application/x-www-form-urlencoded' : '';
      if (name === '--json') headers.push(['Content-Type', 'application/json']);
    } else if (name === '-I' || name === '--head') impliedMethod = 'HEAD';
    else if (!word.startsWith('-') || word === '-') url = url || word;
    else if (!needsValue && !FLAGS.test(word) && !word.startsWith('--')) {
      problems.push(
        unread(path, JSON.stringify(word.slice(0, 2)), 'is an option that is not known, and was passed over'),
      );
    }
  }
  const address = parseUrl(url) === undefined ? `http://${url}` : url;
  if (url === '' || parseUrl(address) === undefined) {
    problems.push(unread(`${path}.url`, 'absent', 'has no address: copy the whole command'));
    return null;
  }
  return { method: method || impliedMethod, url: address, headers, bodyType };
}

/** `--name=value`, `-XPUT` and `-H'…'` hold their value. */
function splitOption(word: string): [name: string, value: string | undefined] {
  const long = /^(--[\w-]+)=(.*)$/s.exec(word);
  if (long !== null) return [long[1] ?? '', long[2]];
  const short = /^(-[XHdFTeb])(.+)$/s.exec(word);
  return short === null ? [word, undefined] : [short[1] ?? '', short[2]];
}

function readHeader(line: string): HeaderEntry[] {
  const found = /^([^:;\s]+)\s*(?::|;$)\s*(.*)$/s.exec(line);
  return found === null ? [] : [[found[1] ?? '', found[2] ?? '']];
}

function fromOutput(text: string, problems: Issue[]): RawExchange[] {
  const { answers, failure, request } = readCurlOutput(text);
  if (request === null || parseUrl(request.url) === undefined) {
    problems.push(unread('curl', 'absent', 'has neither a curl command nor the output of curl -v'));
    return [];
  }
  return [toExchange({ ...request, bodyType: '' }, answers, failure, 'curl', problems)];
}

function toExchange(
  { method, url, headers, bodyType }: Parsed,
  answers: ReturnType<typeof readCurlOutput>['answers'],
  reason: string,
  path: string,
  problems: Issue[],
): RawExchange {
  const told = headerValue(headers, 'origin') ?? parseUrl(headerValue(headers, 'referer') ?? '')?.origin;
  if (told === undefined) {
    const message =
      'names no page that sends it, and is read as one without an origin: add -H "Origin: https://…"';
    problems.push(unread(`${path}${PATH_OF_ORIGIN}`, 'absent', message));
  }
  const origin = told ?? 'null';
  const asked = headerValue(headers, 'access-control-request-method');
  const isPreflight = method === 'OPTIONS' && asked !== undefined;
  const last = answers.at(-1) ?? null;
  const failure = reason === '' ? null : ({ leg: isPreflight ? 'preflight' : 'request', reason } as const);
  if (isPreflight) {
    return {
      request: { origin, method: asked, url },
      preflight: { headers: askedNames(headers), response: last },
      failure,
    };
  }
  const request: RawRequest = {
    origin,
    method,
    url,
    headers: pageHeaders(headers),
    ...(bodyType === '' ? {} : { bodyType }),
    ...(headerValue(headers, 'cookie') === undefined ? {} : { credentials: 'include' as const }),
  };
  const redirects = answers.slice(0, -1).map((response) => ({ response }));
  return { request, preflight: null, redirects, response: last, failure };
}
