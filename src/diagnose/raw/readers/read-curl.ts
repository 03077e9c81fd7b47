import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { Issue } from '../../../model/issue.js';
import { parseUrl } from '../../../model/parse-url.js';
import { encodeRfc3986 } from '../../../signing/encode-rfc3986.js';
import type { RawExchange, RawRequest } from '../raw-exchange.js';
import { type CurlOption, curlOptions } from './curl-options.js';
import { readCurlOutput } from './read-curl-output.js';
import {
  askedNames,
  headerValue,
  pageHeaders,
  type ReadExchanges,
  unread,
  withoutFragment,
} from './read-exchanges.js';
import { shellOf, shellWords } from './shell-words.js';

/**
 * Where a command begins: behind the prompt of a POSIX shell, of PowerShell or of the command prompt, or without one. What
 * curl says of a certificate begins with its name, too.
 */
const START =
  /^[ \t]*(?:(?:\(\S+\) )?(?:(?:PS ?|[A-Z]:\\|\[?[\w.-]+@)[^\n"'<>$#%]*)?[$>#%❯] ?)?curl(?:\.exe)?(?=\s|\^)(?! (?:failed to|performs) )/gm;
/** What shells print before the further lines of a command. */
const CONTINUED = /([\\^`][ \t]*\r?\n)(?:>+ |More\? )/g;
/** Options of Invoke-WebRequest, which Windows PowerShell calls `curl`, too. */
const OF_POWERSHELL = /^-(?:Uri|Method|Headers|UseBasicParsing)$/i;
const MOST_CHARACTERS = 1_000_000;
/** Words that end a command for a shell. */
const OPERATOR = /^(?:\d?[<>]|[|;&#)])/;
const HTTP = /^https?:\/\//i;
const BODY_TYPES = { data: 'application/x-www-form-urlencoded', form: 'multipart/form-data', upload: '' };
const JSON_TYPE: HeaderEntry = ['Content-Type', 'application/json'];
const MORE = 'is more than one address: only the first was read';
const NO_COMMAND = 'has neither a curl command nor the output of curl -v';
/** How the path of an issue ends that is about a command without an origin: who knows it may give it. */
export const PATH_OF_ORIGIN = '.origin';

/**
 * Reads a `curl` command line, as the developer tools of browsers copy it or as a diagnosis prints it, with what it printed
 * (`-i` or `-v`) where that follows. An OPTIONS with `Access-Control-Request-Method` is a preflight. Pure; never throws.
 *
 * @param text - The command for a POSIX shell, the command prompt or PowerShell, its output, or both; several one after another.
 */
export function readCurl(text: string): ReadExchanges {
  const problems: Issue[] = [];
  const shortened = text
    .replace(/^\uFEFF/, '')
    .slice(0, MOST_CHARACTERS)
    .replace(CONTINUED, '$1');
  const starts = [...shortened.matchAll(START)];
  const before = shortened.slice(0, starts[0]?.index);
  const exchanges = starts.flatMap(({ 0: { length }, index }, place) => {
    const block = shortened.slice(index + length, starts[place + 1]?.index);
    return readBlock(block, `curl[${place}]`, problems) ?? [];
  });
  if (starts.length === 0 || /^> /m.test(before)) exchanges.unshift(...fromOutput(before, problems));
  return { exchanges, unread: problems };
}

function readBlock(block: string, path: string, problems: Issue[]): RawExchange | null {
  const [command, output] = splitOutput(block);
  const parsed = readWords(shellWords(command, shellOf(command)), path, problems);
  if (parsed === null) return null;
  const { answers, failure } = readCurlOutput(output);
  return toExchange(parsed, answers, failure, path, problems);
}

/** The command goes on while a line is broken or a quote is open; the output begins with a status line or `*`. */
function splitOutput(block: string): [command: string, output: string] {
  const start = /^(?:HTTP\/[\d.]+ \d{3}|[*<>] |curl: \()/m.exec(block)?.index ?? block.length;
  return [block.slice(0, start), block.slice(start)];
}

interface Parsed {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly HeaderEntry[];
  readonly bodyType: string;
}

function readWords(words: readonly string[], path: string, problems: Issue[]): Parsed | null {
  if (words.some((word) => OF_POWERSHELL.test(word))) {
    problems.push(unread(path, 'absent', NO_COMMAND));
    return null;
  }
  const all = curlOptions(words);
  const end = all.findIndex(
    ({ kind, value }) => kind === 'next' || (kind === 'word' && OPERATOR.test(value)),
  );
  const options = end < 0 ? all : all.slice(0, end);
  for (const { kind, name } of options) {
    if (kind !== undefined && kind !== 'unread') continue;
    const shown = JSON.stringify(`${name.length > 1 ? '--' : '-'}${name}`.slice(0, 40));
    problems.push(unread(path, shown, 'is an option that is not known, and was passed over'));
  }
  const addresses = addressesOf(options);
  if (addresses.length > 1 || all[end]?.kind === 'next' || (end >= 0 && words.includes('curl')))
    problems.push(unread(`${path}.url`, 'several', MORE));
  const address = addresses.find((text) => HTTP.test(text)) ?? withScheme(addresses[0] ?? '');
  if (parseUrl(address) === undefined) {
    const value = addresses.length === 0 ? 'absent' : `text of ${address.length} characters`;
    problems.push(unread(`${path}.url`, value, 'has no usable address: copy the whole command'));
    return null;
  }
  return toParsed(options, address);
}

/** Behind an option that is not known, a bare word may be its value, and a secret: it is no address then. */
function addressesOf(options: readonly CurlOption[]): string[] {
  const isSure = options.every(({ kind }) => kind !== undefined);
  return options.flatMap(({ kind, value }) => {
    if (kind === 'url') return withScheme(value);
    return kind === 'word' && value.trim() !== '' && (isSure || HTTP.test(value)) ? value : [];
  });
}

/** curl takes an address without a scheme for one of HTTP, even `localhost:9000/a`. */
function withScheme(address: string): string {
  return address.includes('://') ? address : `http://${address}`;
}

function toParsed(options: readonly CurlOption[], address: string): Parsed {
  const valuesOf = (sought: CurlOption['kind']) =>
    options.flatMap(({ kind, value }) => (kind === sought ? value : []));
  const isQuery = valuesOf('get').length > 0;
  const isHead = valuesOf('head').length > 0;
  const body = options.flatMap(({ kind }) => (isBody(kind) ? kind : [])).at(-1);
  const hasBody = body !== undefined && !isQuery && !isHead;
  const data = valuesOf('data').join('&').replaceAll('#', '%23');
  const method = isHead ? 'HEAD' : !hasBody ? 'GET' : body === 'upload' ? 'PUT' : 'POST';
  // Wherever a `-H` stands, it takes the place of what `--json` stands for.
  const isJson =
    options.some(({ name }) => name === 'json') && !/^content-type[:;]/im.test(valuesOf('header').join('\n'));
  return {
    method: valuesOf('method').at(-1) || method,
    url:
      isQuery && data !== ''
        ? `${withoutFragment(address)}${address.includes('?') ? '&' : '?'}${data}`
        : withFileName(address, valuesOf('upload')[0]),
    headers: [...(isJson ? [JSON_TYPE] : []), ...options.flatMap(readHeader)],
    bodyType: hasBody ? BODY_TYPES[body] : '',
  };
}

/** curl puts the name of the file behind an address that ends in a slash or a host. `-` and `.` are the standard input. */
function withFileName(address: string, file = '-'): string {
  // Half a character has no bytes to encode.
  const name = encodeRfc3986(file.replace(/^.*[\\/]|\p{Cs}/gsu, ''));
  const folder = /^(\w+:\/\/(?:[^/?#]+|[^?#]+(?=\/)))\/?(?:#.*)?$/s;
  return /^[-.]?$/.test(file) ? address : address.replace(folder, `$1/${name}`);
}

function isBody(kind: CurlOption['kind']): kind is keyof typeof BODY_TYPES {
  return kind !== undefined && kind in BODY_TYPES;
}

function readHeader({ kind, value }: CurlOption): HeaderEntry[] {
  if (kind === 'cookie') return [['Cookie', '']];
  if (kind === 'referer') return [['Referer', value]];
  if (kind !== 'header') return [];
  // `Name:` takes a header of curl's own away, and `Name;` is sent without a value.
  const found = /^([^:;\s]+)\s*(?::\s*(?=\S)|;$)(.*)$/s.exec(value);
  return found === null ? [] : [[found[1] ?? '', found[2] ?? '']];
}

function fromOutput(text: string, problems: Issue[]): RawExchange[] {
  const { answers, failure, request } = readCurlOutput(text);
  if (request === null || parseUrl(request.url) === undefined) {
    problems.push(unread('curl', 'absent', NO_COMMAND));
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
  // No browser sends one with a preflight: there it says what the request itself is to carry.
  const cookies = headerValue(headers, 'cookie') === undefined ? {} : ({ credentials: 'include' } as const);
  const isPreflight = method === 'OPTIONS' && asked !== undefined;
  const failure = reason === '' ? null : ({ leg: isPreflight ? 'preflight' : 'request', reason } as const);
  if (isPreflight) {
    return {
      request: { origin, method: asked, url, ...cookies },
      // No redirect of a preflight is followed, whatever curl was told.
      preflight: { headers: askedNames(headers), response: answers[0] ?? null },
      failure,
      isFromTerminal: true,
    };
  }
  const request: RawRequest = {
    origin,
    method,
    url,
    headers: pageHeaders(headers),
    ...(bodyType === '' ? {} : { bodyType }),
    ...cookies,
  };
  const redirects = answers.slice(0, -1).map((response) => ({ response }));
  const response = answers.at(-1) ?? null;
  return { request, preflight: null, redirects, response, failure, isFromTerminal: true };
}
