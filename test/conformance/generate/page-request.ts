import type { AskedBody, AskedByPage } from '../conformance-case.js';
import type { Random } from '../random.js';
import { pageHeaders } from './page-headers.js';

const METHODS = [
  [6, 'GET'],
  [5, 'POST'],
  [5, 'PUT'],
  [2, 'HEAD'],
  [2, 'DELETE'],
  [1, 'OPTIONS'],
  [1, 'PATCH'],
  [1, 'patch'],
  [0.5, 'put'],
  [0.5, 'Get'],
  [0.5, 'pOsT'],
  [0.5, 'delete'],
  [0.5, 'pAtCh'],
  [0.5, 'QUERY'],
  [0.5, 'x-Custom'],
  [0.3, '*'],
  [0.3, "!#$%&'*+-.^_`|~9"],
] as const;

const BLOB_TYPES = [
  ...[
    '',
    'text/plain',
    'Text/HTML',
    'application/x-www-form-urlencoded',
    'application/octet-stream',
    'image/png',
  ],
  ...[
    'text/plain;charset=utf-8',
    'text/plain;charset=UTF-8;x=Y',
    'text/plain,',
    'x',
    'text/plain; a="b"',
    'a/b c',
  ],
  ...[
    'text/plain;charset=utf-8;',
    'text/plain x;y',
    'image/png;',
    'image/png;x',
    'image/png ; x = y',
    'image/png;x="a;\\" b"',
    'image/png;x="a" b',
    'image/{x}',
  ],
];

/** A request of a page, without what `fetch()` and `XMLHttpRequest` throw for: see `RESTRICTIONS`. */
export function pageRequest(random: Random): AskedByPage {
  const api = random.percent(35) ? 'xhr' : 'fetch';
  const method = random.weigh(METHODS);
  const headers = pageHeaders(random);
  const refusesBody = api === 'fetch' && /^(get|head)$/i.test(method);
  const bodyChance = /^(get|head)$/i.test(method) ? 15 : 65;
  const body = !refusesBody && random.percent(bodyChance) ? pageBody(random) : null;
  const setsType = headers.some(([name]) => name.toLowerCase() === 'content-type');
  return {
    from: random.percent(10) ? 'sandbox' : 'page',
    to: random.weigh([
      [9, 'store'],
      [1, 'page'],
    ]),
    api,
    method,
    headers,
    // XMLHttpRequest rewrites the charset that a page gives to a text: see RESTRICTIONS.
    body: api === 'xhr' && setsType && isText(body) ? { kind: 'bytes', blobType: '' } : body,
    uploadListeners: api === 'xhr' && random.percent(30),
    credentials:
      api === 'xhr'
        ? random.pick(['same-origin', 'include'])
        : random.pick(['omit', 'same-origin', 'include']),
    redirect:
      api === 'xhr'
        ? 'follow'
        : random.weigh([
            [10, 'follow'],
            [1, 'error'],
            [1, 'manual'],
          ]),
  };
}

function isText(body: AskedBody | null): boolean {
  return body?.kind === 'text' || body?.kind === 'form-fields';
}

function pageBody(random: Random): AskedBody {
  const kind = random.pick(['text', 'blob', 'form-fields', 'bytes', 'multipart'] as const);
  return { kind, blobType: kind === 'blob' ? random.pick(BLOB_TYPES) : '' };
}
