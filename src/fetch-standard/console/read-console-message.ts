import type { RefusalCode } from '../cors-verdict.js';
import { CHROMIUM_REFUSALS } from '../predict/chromium-refusals.js';
import { FIREFOX_REFUSALS } from '../predict/firefox-refusals.js';
import { WEBKIT_ON_REDIRECT, WEBKIT_REFUSALS } from '../predict/webkit-refusals.js';
import { showAddress } from '../show-address.js';
import { CHROMIUM_LINES, CHROMIUM_ON_PREFLIGHT, CHROMIUM_PREFLIGHT_NAMES } from './chromium-lines.js';
import type { ConsoleReading } from './console-reading.js';
import { FIREFOX_LINES, FIREFOX_LINES_ZH } from './firefox-lines.js';
import { ADDRESS_ALONE, joinReadings } from './join-readings.js';

/** Lines that were read, and those that were not. */
export interface ConsoleMessage {
  /** One for each request that lines were read of, in their order: two lines of an engine about one request are one. */
  readonly readings: readonly ConsoleReading[];
  /** How many lines say nothing about a request that was refused. */
  readonly unreadLines: number;
}

const MOST_CHARACTERS = 100_000;
/** Lines with two signed addresses fit. Reading one takes the square of its length. */
const LONGEST_LINE = 6000;

/** Reads lines that were copied from the console of Chromium, Firefox or WebKit (Safari). Pure; never throws. */
export function readConsoleMessage(text: string): ConsoleMessage {
  // DevTools breaks lines that are copied; a statement never begins with a blank.
  const lines = text
    .slice(0, MOST_CHARACTERS)
    .split(/\r?\n/)
    .map((line) => line.slice(0, LONGEST_LINE).trim())
    .filter((line) => line !== '');
  const readings = lines.flatMap((line) => readLine(line.replace(SEVERITY, '')) ?? []);
  return { readings: joinReadings(readings), unreadLines: lines.length - readings.length };
}

/** What consoles, and the logs that drivers keep of them, put before a line: where it comes from, and how bad it is. */
const SEVERITY =
  /^(?:\S+:\d+:\d+: )?(?:\[(?:Error|Warning)\] |(?:Uncaught )?Error: |(?:CONSOLE )?(?:SECURITY|JS|NETWORK) ERROR:? )/;

function readLine(line: string): ConsoleReading | null {
  return readChromium(line) ?? readFirefox(line) ?? readWebkit(line) ?? readOther(line);
}

const NOTHING = { refusals: [], failure: '', blockedAt: null, value: '', status: null, url: '', origin: '' };

function readChromium(line: string): ConsoleReading | null {
  const head =
    /Access to \S+ at '(.*?)' (?:\(redirected from '.*?'\) )?from origin '(.*?)' has been blocked by CORS policy: (.*)$/.exec(
      line,
    );
  if (head === null) return null;
  const [, url = '', origin = '', all = ''] = head;
  const isPreflight = all.startsWith(CHROMIUM_ON_PREFLIGHT);
  const said = isPreflight ? all.slice(CHROMIUM_ON_PREFLIGHT.length) : all;
  for (const [base, words] of Object.entries(CHROMIUM_LINES)) {
    const found = matchWords(words, said, false);
    if (found === null) continue;
    const corsError = isPreflight ? (CHROMIUM_PREFLIGHT_NAMES.get(base) ?? base) : base;
    const refusals = codesOf((code) => {
      const row = CHROMIUM_REFUSALS[code];
      return isPreflight ? (row.onPreflight ?? row.corsError) === corsError : row.corsError === corsError;
    });
    const isLocal = refusals.every((code) => code.startsWith('local-'));
    const isPolicy = refusals.every((code) => /^(local-|mode-)/.test(code));
    const blockedAt = /[Pp]reflight/.test(all)
      ? 'preflight'
      : refusals[0]?.startsWith('redirect')
        ? 'redirect'
        : 'response';
    return {
      ...NOTHING,
      engine: 'chromium',
      refusals: narrowed(refusals, found.get('value') ?? ''),
      failure: refusals.length === 0 || isLocal ? base : '',
      blockedAt: isPolicy ? 'policy' : blockedAt,
      value: found.get('value') ?? '',
      url: showAddress(url),
      origin,
    };
  }
  return null;
}

function readFirefox(line: string): ConsoleReading | null {
  const head =
    /Cross-Origin Request Blocked: .*? remote resource at [‘']?(.*?)[’']?\. \((Reason: .*?)\)\.(?: Status code: (\d+|\(null\)))?/.exec(
      line,
    ) ??
    /已拦截跨源请求：同源策略禁止读取位于\s*(.*?)\s*的远程资源。（(原因：.*?)）。?(?:状态码：(\d+|\(null\)))?/.exec(
      line,
    );
  if (head === null) return null;
  const [, url = '', said = '', status] = head;
  for (const [reason, words] of [...Object.entries(FIREFOX_LINES), ...Object.entries(FIREFOX_LINES_ZH)]) {
    const found = matchWords(words, said, true);
    if (found === null) continue;
    const value = found.get('value') ?? '';
    const refusals = codesOf(
      (code) =>
        FIREFOX_REFUSALS[code] === reason || (code === 'redirect-scheme' && reason === 'CORSDidNotSucceed2'),
    );
    return {
      ...NOTHING,
      engine: 'firefox',
      refusals: narrowed(refusals, value),
      failure: refusals.length === 0 ? reason : '',
      blockedAt: onlyPlace(refusals),
      value,
      status: status === undefined || status === '(null)' ? null : Number(status),
      url: showAddress(url),
    };
  }
  return null;
}

function readWebkit(line: string): ConsoleReading | null {
  const policy = matchWords(`${WEBKIT_ON_REDIRECT}{rest}`, line, false);
  const all = [line, policy?.get('rest') ?? ''].flatMap((text) =>
    Object.entries(WEBKIT_REFUSALS).flatMap(([code, words]) => {
      const found = words === null ? null : matchWords(words, text, true);
      return found === null ? [] : [{ code: code as RefusalCode, found }];
    }),
  );
  const [first] = all;
  if (first === undefined) return null;
  const refusals = all.map(({ code }) => code);
  const status = first.found.get('status');
  const url = first.found.get('url') ?? policy?.get('url') ?? '';
  return {
    ...NOTHING,
    engine: 'webkit',
    // A value of blanks alone is no list for it, and a status comes before everything else.
    refusals: refusals.includes('allow-origin-mismatch') ? [...refusals, 'allow-origin-list'] : refusals,
    blockedAt: policy !== null ? 'redirect' : onlyPlace(refusals),
    value: first.found.get('value') ?? '',
    status: status ? Number(status) : null,
    url: showAddress(url),
    origin: first.found.get('origin') ?? '',
  };
}

/** What is no matter of CORS, in any engine. */
const OTHERS: readonly (readonly [pattern: RegExp, engine: ConsoleReading['engine'], failure: string])[] = [
  [
    /(?:Connecting to|Refused to connect to) '(?<url>[^']*)'.*(?:violates|Content Security Policy)/,
    'chromium',
    'csp',
  ],
  [
    /The page’s settings blocked the loading of a resource \(connect-src\) at (?<url>\S+) because/,
    'firefox',
    'csp',
  ],
  [
    /Refused to connect to (?<url>\S+) because it does not appear in the connect-src directive/,
    'webkit',
    'csp',
  ],
  [/Mixed Content: .*requested an insecure \S+ (?:endpoint )?'(?<url>[^']*)'/, 'chromium', 'mixed-content'],
  [/Blocked loading mixed (?:\(insecure\) )?active content “(?<url>[^”]*)”/, 'firefox', 'mixed-content'],
  [/\[blocked\] The page at .* requested insecure content from (?<url>\S+)/, 'webkit', 'mixed-content'],
  [
    /Fetch API cannot load (?<url>\S+)\. URL scheme "[^"]*" is not supported/,
    'chromium',
    'net::ERR_UNKNOWN_URL_SCHEME',
  ],
  [
    /Security Error: Content at \S+ may not load or link to (?<url>\S+)/,
    'firefox',
    'net::ERR_UNKNOWN_URL_SCHEME',
  ],
  // What `fetch()` throws before it sends anything.
  [
    /Request cannot be constructed from a URL that includes credentials: (?<url>\S+)/,
    'chromium',
    'url-credentials',
  ],
  [/(?<url>\S+) is an url with embedded credentials/, 'firefox', 'url-credentials'],
  [/URL is not valid or contains user credentials/, 'webkit', 'url-credentials'],
  [/'[^']*' (?:HTTP method is unsupported|is unsupported in no-cors mode)/, 'chromium', 'forbidden-method'],
  [/Window\.fetch: Invalid request method /, 'firefox', 'forbidden-method'],
  [/Method (?:is forbidden|must be GET, POST or HEAD in no-cors mode)/, 'webkit', 'forbidden-method'],
  [
    /(?:Fetch API|XMLHttpRequest) cannot load (?<url>\S+) due to access control checks/,
    'webkit',
    ADDRESS_ALONE,
  ],
  [/Not allowed to use restricted network port/, 'webkit', 'net::ERR_UNSAFE_PORT'],
  [/(?:Response served by service worker is|FetchEvent\.respondWith received)/, 'webkit', 'service-worker'],
  [
    /(?:(?:GET|HEAD|POST|PUT|DELETE|OPTIONS|PATCH) (?<url>\S+) )?(?<failure>net::ERR_[A-Z_]+(?:\.\w+)?)(?: (?<status>\d{3})\b)?/,
    'chromium',
    '',
  ],
];

/** What only warns: the request goes on. No address holds a blank. */
const NOT_BLOCKED = /\[Report Only\] | report-only\b| automatically upgraded | also be served over /i;

function readOther(line: string): ConsoleReading | null {
  for (const [pattern, engine, named] of OTHERS) {
    const found = pattern.exec(line);
    if (found === null) continue;
    const { url = '', failure = named, status } = found.groups ?? {};
    // It follows every refusal and says nothing by itself.
    if (failure === 'net::ERR_FAILED' || NOT_BLOCKED.test(line)) return null;
    const at = showAddress(url.replace(/[.,]$/, ''));
    return { ...NOTHING, engine, failure, status: Number(status) || null, url: at };
  }
  return null;
}

/** The values in a text of these words. Not `whole`: more may follow. `null`: it is another text. */
function matchWords(words: string, text: string, isWhole: boolean): Map<string, string> | null {
  const names: string[] = [];
  // Users' tools turn typographic quotes into straight ones.
  const plain = (given: string) => given.replace(/[‘’]/g, "'");
  const pattern = plain(words)
    .split(/\{(\w+)\}/)
    .map((part, index) => {
      if (index % 2 === 0) return part.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
      names.push(part);
      return part === 'status' ? '(\\d*)' : '(.*)';
    })
    .join('');
  const found = new RegExp(`^${pattern}${isWhole ? '$' : ''}`, 's').exec(plain(text));
  return found === null ? null : new Map(names.map((name, index) => [name, found[index + 1] ?? '']));
}

const CODES = Object.keys(WEBKIT_REFUSALS) as RefusalCode[];

function codesOf(isMeant: (code: RefusalCode) => boolean): RefusalCode[] {
  return CODES.filter(isMeant);
}

/** Several codes have the same words; the value tells lists from the rest, and which of these is likelier. */
function narrowed(codes: readonly RefusalCode[], value: string): readonly RefusalCode[] {
  if (!codes.includes('allow-origin-mismatch') || codes.length === 1) return codes;
  const isList = /[ ,]/.test(value);
  const left = codes.filter((code) => (code === 'allow-origin-list') === isList);
  const isOrigin = /^(?:null|[a-z][a-z\d+.-]*:\/\/[^/]+)$/i.test(value);
  return isOrigin
    ? ['allow-origin-mismatch', ...left.filter((code) => code !== 'allow-origin-mismatch')]
    : left;
}

/** What fails on a preflight alone. */
function onlyPlace(codes: readonly RefusalCode[]): ConsoleReading['blockedAt'] {
  const areAll = (pattern: RegExp) => codes.length > 0 && codes.every((code) => pattern.test(code));
  if (areAll(/^(preflight-|allow-(methods|headers)-|method-|header-)/)) return 'preflight';
  if (areAll(/^redirect-/)) return 'redirect';
  return areAll(/-policy$/) ? 'policy' : null;
}
