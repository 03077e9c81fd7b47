import { runWptCase } from './run-wpt-case.mjs';

const KINDS = [
  'needs-preflight',
  'preflight-decision',
  'response-decision',
  'expose',
  'redirect',
  'preflight-cache',
];

/** Cases of web-platform-tests as data, as they were recorded and in the project's own shorter form. */
export const wptCors = { shape: 'wpt-cors', accepts, read };

function accepts(content) {
  return Array.isArray(content?.cases) && content.cases.some((entry) => KINDS.includes(entry?.kind));
}

function read(content) {
  return content.cases.map((entry, index) => ({
    id: typeof entry?.id === 'string' ? entry.id : `case ${index + 1}`,
    entry,
    isObsolete: entry?.obsolete === true,
    run: (sdk) => runWptCase(toOwnForm(entry), sdk),
  }));
}

/**
 * A recorded case in the project's own form: answers as `[status, ...header lines]`, the source in one line, and the
 * engines that did not agree when it was replayed in them.
 *
 * @throws TypeError when it is no case.
 */
export function toOwnForm(entry) {
  if (!KINDS.includes(entry?.kind))
    throw new TypeError(`the kind ${JSON.stringify(entry?.kind)} is not known`);
  if ('preflight' in entry) return entry;
  const { id, kind, source, note, obsolete, request, preflightResponse, actualResponse, expected, observed } =
    entry;
  const { method, headers, credentials, origin, ...more } = request;
  const { targetResponse, ...wanted } = expected;
  const differing = Object.entries(observed ?? {}).filter(([, { agrees }]) => !agrees);
  const differs = differing.map(([name]) => name.replace(/\d+$/, ''));
  return {
    id,
    kind,
    ...(isThere(source) ? { source: sourceLine(source) } : {}),
    ...(note === undefined ? {} : { note }),
    ...(obsolete === true ? { obsolete } : {}),
    request: {
      ...(origin === '{{ORIGIN}}' ? {} : { origin }),
      method,
      headers,
      credentials,
      ...without(more, 'mode', 'cors'),
    },
    preflight: toAnswer(preflightResponse),
    response: toAnswer(actualResponse),
    ...(targetResponse === undefined ? {} : { target: toAnswer(targetResponse) }),
    expected: wanted,
    ...(differs.length === 0 ? {} : { differs }),
  };
}

function toAnswer(response) {
  return isThere(response) ? [response.status, ...(response.headers ?? [])] : null;
}

/** What is missing of it says nothing. */
function sourceLine(source) {
  if (typeof source === 'string') return source;
  const { path, commit, test } = source;
  const place = [path, commit?.split(' ')[0]].filter(isThere).join('@');
  return [place, test].filter(isThere).join(': ');
}

function isThere(value) {
  return value !== null && value !== undefined;
}

function without(values, name, usual) {
  return Object.fromEntries(Object.entries(values).filter(([key, value]) => key !== name || value !== usual));
}
