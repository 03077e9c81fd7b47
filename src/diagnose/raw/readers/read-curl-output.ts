import type { HeaderEntry } from '../../../model/cors-exchange.js';
import type { RawResponse } from '../raw-exchange.js';

/** What `curl -i` or `curl -v` printed. */
export interface CurlOutput {
  /** One for each answer, redirects that were followed first. `100 Continue` is left out. */
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
  ['1_http09', 'INVALID_HTTP_RESPONSE'],
]);

/** Reads the output of curl. Pure; never throws. */
export function readCurlOutput(text: string): CurlOutput {
  const isVerbose = /^< HTTP\//m.test(text);
  const exit = /^curl: \((\d+)\)(.*)$/m.exec(text);
  const isOld = /HTTP\/0\.9/.test(exit?.[2] ?? '');
  const failure =
    exit === null ? '' : (EXITS.get(isOld ? '1_http09' : (exit[1] ?? '')) ?? `curl exit ${exit[1]}`);
  return {
    answers: isVerbose ? readVerbose(text) : readPlain(text),
    failure,
    request: readRequest(text),
  };
}

/** `-i`: each answer begins with a status line at the beginning of a line. */
function readPlain(text: string): RawResponse[] {
  const starts = [...text.matchAll(/^HTTP\/[\d.]+ (\d{3})[^\n]*$/gm)];
  return starts.flatMap((start, place) => {
    const block = text.slice(start.index, starts[place + 1]?.index);
    const [head = '', ...rest] = block.split(/\r?\n\r?\n/);
    return toAnswer(Number(start[1]), head.split(/\r?\n/).slice(1), rest.join('\n\n'));
  });
}

/** `-v`: lines of the answer begin with `<`, and the body with nothing. */
function readVerbose(text: string): RawResponse[] {
  const answers: { status: number; lines: string[]; body: string[] }[] = [];
  let isOpen = false;
  for (const line of text.split(/\r?\n/)) {
    const status = /^< HTTP\/[\d.]+ (\d{3})/.exec(line)?.[1];
    const last = answers.at(-1);
    if (status !== undefined) {
      answers.push({ status: Number(status), lines: [], body: [] });
      isOpen = true;
    } else if (/^<\s*$/.test(line)) isOpen = false;
    else if (isOpen && line.startsWith('< ')) last?.lines.push(line.slice(2));
    else if (!/^[*>{}] ?|^curl: \(/.test(line)) last?.body.push(line);
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

function readRequest(text: string): CurlOutput['request'] {
  const first = /^> ([A-Z]+) (\S+) HTTP\/[\d.]+$/m.exec(text.replaceAll('\r', ''));
  if (first === null) return null;
  const headers = [...text.matchAll(/^> ([^:\s]+): ?(.*?)\r?$/gm)].map(
    ([, name = '', value = '']) => [name, value] as const,
  );
  const host = headers.find(([name]) => name.toLowerCase() === 'host')?.[1] ?? '';
  const scheme = /^\* (?:SSL|TLS|ALPN)|\(port 443\)| port 443 /m.test(text) ? 'https' : 'http';
  return { method: first[1] ?? '', url: `${scheme}://${host}${first[2]}`, headers };
}
