import type { RawRequest } from '../../diagnose/raw/raw-exchange.js';
import { isToken } from '../../fetch-standard/is-token.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import { ConfigError } from '../../model/errors.js';
import type { Issue } from '../../model/issue.js';
import { checkRawRequest } from '../../node/raw-preflight/check-raw-request.js';
import type { Context } from '../command.js';
import { UsageError } from '../exit-code.js';

/** A value with which every header needs permission, whatever its name: that is why a browser names it. */
const UNSAFE_VALUE = '"';

/** The request that the options tell. @throws UsageError with all that is missing or wrong. It shows no value of a header. */
export function readRequest(context: Context): RawRequest {
  const { texts, lists, switches, say, sayIssue } = context;
  const problems: string[] = [];
  const { url = '' } = texts;
  const [origin, ...more] = lists.origin ?? [];
  if (origin === undefined)
    problems.push(say('wrong.needed', { name: 'origin', what: say('option.explain-origin') }));
  if (more.length > 0) problems.push(say('wrong.one-origin'));
  const headers = givenHeaders(context);
  if (headers.includes(null)) problems.push(say('wrong.header'));
  const request: RawRequest = {
    url,
    // One that is missing is told above.
    origin: origin ?? 'null',
    method: texts.method ?? 'GET',
    headers: headers.filter((header) => header !== null),
    ...(switches.has('with-cookies') ? { credentials: 'include' as const } : {}),
  };
  problems.push(...issuesOf(request).map(sayIssue));
  if (problems.length > 0) throw new UsageError(problems);
  return request;
}

/** Those of the options. @throws UsageError where one is none. It is not shown. */
export function readHeaders(context: Context): HeaderEntry[] {
  const headers = givenHeaders(context);
  if (headers.includes(null)) throw new UsageError([context.say('wrong.header')]);
  return headers.filter((header) => header !== null);
}

function givenHeaders({ lists }: Context): (HeaderEntry | null)[] {
  return (lists.header ?? []).map(readHeader);
}

/** What no preflight can be sent for. */
function issuesOf(request: RawRequest): readonly Issue[] {
  try {
    checkRawRequest(request, {});
    return [];
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    return error.issues;
  }
}

/** The headers of a preflight that asked for these names. */
export function askedHeaders(names: readonly string[]): HeaderEntry[] {
  return names.filter(isToken).map((name): HeaderEntry => [name, UNSAFE_VALUE]);
}

function readHeader(text: string): HeaderEntry | null {
  const colon = text.indexOf(':');
  const [name, value] = colon < 0 ? [text, UNSAFE_VALUE] : [text.slice(0, colon), text.slice(colon + 1)];
  return isToken(name.trim()) ? [name.trim(), value.trim()] : null;
}
