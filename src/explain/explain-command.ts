import { isToken } from '../fetch-standard/is-token.js';
import type { Diagnosis } from '../model/diagnosis.js';
import { quoteForShell } from './quote-for-shell.js';

/**
 * The command for a terminal that asks the store what a page cannot see of this request, and explains the answers. Without
 * the query of the address and without values of headers, so that no signature stands in it.
 *
 * @param diagnosis - Its `code` tells whether cookies go along. Default: none do.
 * @returns `null` where the request is not known, as of some lines of a console.
 */
export function explainCommand({
  request,
  store,
  code,
}: Pick<Diagnosis, 'request' | 'store'> & Partial<Pick<Diagnosis, 'code'>>): string | null {
  const { url, origin, method, unsafeHeaders } = request;
  if (url === '' || origin === '' || method === '') return null;
  return [
    'npx bucket-preflight explain',
    option('url', url),
    option('origin', origin),
    option('method', method),
    // In the place of what may be a secret stands a word that is no name.
    ...unsafeHeaders.filter(isToken).map((name) => option('header', name)),
    ...(store === undefined ? [] : [`--store ${store}`]),
    ...(code?.startsWith('pre.cred-') ? ['--with-cookies'] : []),
  ].join(' ');
}

/**
 * The commands that decide what is open: the first shows the answer, the second explains it as well, where that was not
 * done already. Empty: nothing is open.
 */
export function decidingCommands(diagnosis: Diagnosis): string[] {
  const { undecided } = diagnosis;
  if (undecided === null) return [];
  const explaining = undecided.askedRaw === true ? null : explainCommand(diagnosis);
  return [undecided.command, ...(explaining === null ? [] : [explaining])];
}

/** What begins with a dash would be read as another option. */
function option(name: string, value: string): string {
  return `--${name}${value.startsWith('-') ? '=' : ' '}${quoteForShell(value)}`;
}
