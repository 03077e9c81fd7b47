import type { RawRequest } from '../../../src/diagnose/raw/raw-exchange.js';
import { quoteForShell } from '../../../src/explain/quote-for-shell.js';
import { runShell } from '../../cli/run-shell.js';

const LONGEST_SECONDS = 1;

/** Runs curl as people do, and answers what a terminal then shows: the command, and what it printed. */
async function runCurl(options: readonly string[]): Promise<string> {
  const line = `curl ${['-si', '-m', String(LONGEST_SECONDS), ...options].map(quoteForShell).join(' ')}`;
  const { out } = await runShell(`${line} 2>&1 || :`, '.', {});
  return `$ ${line}\n${out.replaceAll('\r\n', '\n')}`;
}

/** The preflight of a request. @param names - Those that the browser asked for. */
export function curlPreflight(
  { origin, method, url }: RawRequest,
  names: readonly string[],
): Promise<string> {
  return runCurl([
    ...['-X', 'OPTIONS', url, '-H', `Origin: ${origin}`, '-H', `Access-Control-Request-Method: ${method}`],
    ...(names.length === 0 ? [] : ['-H', `Access-Control-Request-Headers: ${names.join(',')}`]),
  ]);
}

/** The request itself. */
export function curlRequest(
  { origin, method, url, headers = [], credentials }: RawRequest,
  hasBody: boolean,
): Promise<string> {
  return runCurl([
    ...(method === 'HEAD' ? ['-I'] : ['-X', method]),
    ...[url, '-H', `Origin: ${origin}`],
    ...headers.flatMap(([name, value]) => ['-H', `${name}: ${value}`]),
    ...(credentials === 'include' ? ['-H', 'Cookie: a=b'] : []),
    ...(hasBody ? ['--data-raw', 'x'] : []),
  ]);
}
