import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { RawResponse } from '../raw-exchange.js';

/** What `curl -i` or `curl -v` printed. */
export interface CurlOutput {
  /**
   * The last answer, behind the redirects that were followed. What else came before it is left out: `100 Continue`, what a
   * proxy said to CONNECT, rounds of an authentication.
   */
  readonly answers: readonly RawResponse[];
  /** What went wrong below HTTP, as a word that is known of recorders. Empty: nothing. */
  readonly failure: string;
  /** What was sent, as `-v` tells. `null`: it was not told. */
  readonly request: {
    readonly method: string;
    readonly url: string;
    readonly headers: readonly HeaderEntry[];
  } | null;
}

const PROXY_FAILED = 'PROXY_CONNECTION_FAILED';
/** Exit codes of curl as the names that Node has for the same. @see https://everything.curl.dev/cmdline/exitcode.html */
const EXITS: ReadonlyMap<string, string> = new Map([
  ['1', 'UNKNOWN_URL_SCHEME'],
  ['5', 'EAI_FAIL'],
  ['6', 'ENOTFOUND'],
  ['7', 'ECONNREFUSED'],
  ['28', 'ETIMEDOUT'],
  ['35', 'EPROTO SSL'],
  ['51', 'CERT_NAME'],
  ['52', 'EMPTY_RESPONSE'],
  ['55', 'EPIPE'],
  ['56', 'ECONNRESET'],
  ['58', 'CERT_LOCAL'],
  ['60', 'CERT_UNTRUSTED'],
  ['97', PROXY_FAILED],
  ['1_http09', 'INVALID_HTTP_RESPONSE'],
]);

/** Reads the output of curl. Pure; never throws. */
export function readCurlOutput(text: string): CurlOutput {
  const isVerbose = /^< HTTP\//m.test(text);
  const exit = /^curl: \((\d+)\)(.*)$/m.exec(text);
  const told = exit?.[2] ?? '';
  // A proxy that would not let it through: the answers are its own.
  if (/CONNECT|from proxy/.test(told))
    return { answers: [], failure: PROXY_FAILED, request: readRequest(text) };
  const isOld = /HTTP\/0\.9/.test(told);
  // A reset or an end before the server's first word of TLS is none of TLS: browsers tell it as a reset.
  const isReset = exit?.[1] === '35' && /ion (was )?reset|SYSCALL|unexpected eof/i.test(told);
  const code = isOld ? '1_http09' : isReset ? '56' : (exit?.[1] ?? '');
  const answers = isVerbose ? readVerbose(text) : readPlain(text);
  // `-f` at a status of an error, and a pipe that was closed, but behind all headers.
  const isEnough = code === '22' || (code === '23' && /\n<? ?\r?\n(?!<? ?HTTP)/.test(text));
  const failure =
    exit === null || (isEnough && answers.length > 0) ? '' : (EXITS.get(code) ?? `curl exit ${code}`);
  return {
    answers: answers.filter((answer, place) => place === answers.length - 1 || isRedirect(answer)),
    failure,
    request: readRequest(text),
  };
}

function isRedirect({ status, headers }: RawResponse): boolean {
  return status >= 300 && status < 400 && headers.some(([name]) => name.toLowerCase() === 'location');
}

/** What proxies say to CONNECT. */
const OF_CONNECT = /^HTTP\/[\d.]+ 200 connection established/im;

/** `-i`: each answer begins with a status line at the beginning of a line. */
function readPlain(text: string): RawResponse[] {
  const starts = [...text.matchAll(/^HTTP\/[\d.]+ (\d{3})[^\n]*$/gm)];
  const isTunnelled = OF_CONNECT.test(text);
  return starts.flatMap((start, place) => {
    const block = text.slice(start.index, starts[place + 1]?.index);
    if (OF_CONNECT.test(start[0]) || (isTunnelled && start[1] === '407')) return [];
    const [head = '', ...rest] = block.split(/\r?\n\r?\n/);
    return toAnswer(Number(start[1]), head.split(/\r?\n/).slice(1), rest.join('\n\n'));
  });
}

/** `-v`: lines of the answer begin with `<`, and the body with nothing. */
function readVerbose(text: string): RawResponse[] {
  const answers: { status: number; lines: string[]; body: string[] }[] = [];
  let isOpen = false;
  let isTunnel = false;
  for (const line of text.split(/\r?\n/)) {
    const status = /^< HTTP\/[\d.]+ (\d{3})/.exec(line)?.[1];
    const last = answers.at(-1);
    const method = /^> ([A-Z]+) \S+ HTTP\//.exec(line)?.[1];
    if (method !== undefined) isTunnel = method === 'CONNECT';
    else if (status !== undefined) {
      answers.push({ status: isTunnel ? 0 : Number(status), lines: [], body: [] });
      isOpen = true;
    } else if (isOpen && /^<?\s*$/.test(line)) isOpen = false;
    else if (isOpen && line.startsWith('< ')) last?.lines.push(line.slice(2));
    // With `-i` too, each header stands there a second time.
    else if (!isOpen && !/^[*>{}] ?|^curl: \(/.test(line)) last?.body.push(line);
  }
  return answers.flatMap(({ status, lines, body }) => toAnswer(status, lines, body.join('\n')));
}

function toAnswer(status: number, lines: readonly string[], body: string): RawResponse[] {
  if (status < 200) return [];
  const headers = lines.flatMap((line): HeaderEntry[] => {
    const found = /^([^:\s]+):[ \t]*(.*)$/.exec(line);
    return found === null ? [] : [[found[1] ?? '', found[2] ?? '']];
  });
  const printed = body.replace(/^curl: \(.*$/m, '').trim();
  // Behind a document may stand the prompt of the shell.
  const text = /^<[\s\S]*>/.exec(printed)?.[0] ?? printed;
  return [{ status, headers, ...(text === '' ? {} : { body: text }) }];
}

/** What curl itself sent first, and not to a proxy. */
function readRequest(text: string): CurlOutput['request'] {
  const sent = /^> (?!CONNECT )([A-Z]+) (\S+) HTTP\/[\d.]+$((?:\n> \S.*)*)/m.exec(text.replaceAll('\r', ''));
  if (sent === null) return null;
  const [, method = '', target = '', lines = ''] = sent;
  const headers = [...lines.matchAll(/^> ([^:\s]+): ?(.*)$/gm)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? '';
  const scheme = /^\* (?:SSL|TLS|ALPN)| port 443\b/m.test(text) ? 'https' : 'http';
  // A proxy is given the whole address.
  return { method, url: /^https?:/i.test(target) ? target : `${scheme}://${host}${target}`, headers };
}
