import { explainRequest } from '../../fetch-standard/explain-request.js';
import type { EnvCode } from '../../model/diagnosis-code.js';
import { parseUrl } from '../../model/parse-url.js';
import { isMixedContent } from '../is-mixed-content.js';
import type { RawRequest } from './raw-exchange.js';

/** Ports that no browser opens. @see https://fetch.spec.whatwg.org/#port-blocking */
const BAD_PORTS = new Set(
  (
    '0 1 7 9 11 13 15 17 19 20 21 22 23 25 37 42 43 53 69 77 79 87 95 101 102 103 104 109 110 111 113 115 117 119 ' +
    '123 135 137 139 143 161 179 389 427 465 512 513 514 515 526 530 531 532 540 548 554 556 563 587 601 636 989 990 ' +
    '993 995 1719 1720 1723 2049 3659 4045 4190 5060 5061 6000 6566 6665 6666 6667 6668 6669 6679 6697 10080'
  ).split(' '),
);
const KEEPALIVE_BYTES = 65_536;
/** @see https://fetch.spec.whatwg.org/#forbidden-method */
const FORBIDDEN_METHOD = /^(connect|trace|track)$/i;

/** Why a browser never sends such a request; `null`: it does. What the page's policies forbid is not seen in it. Pure. */
export function localFault(request: RawRequest): EnvCode | null {
  const url = parseUrl(request.url);
  if (url === undefined) return 'env.scheme';
  if (url.username !== '' || url.password !== '') return 'env.userinfo';
  if (url.protocol !== 'http:' && url.protocol !== 'https:') return 'env.scheme';
  if (FORBIDDEN_METHOD.test(request.method)) return 'env.method';
  // It goes out as it is written, and then matches no rule.
  if (/^patch$/i.test(request.method) && request.method !== 'PATCH') return 'env.method';
  if (request.mode === 'no-cors') {
    const { method } = explainRequest({ ...request, headers: [] });
    if (!['GET', 'HEAD', 'POST'].includes(method)) return 'env.method';
  }
  if (BAD_PORTS.has(url.port)) return 'env.port';
  if ((request.keepaliveBytes ?? 0) > KEEPALIVE_BYTES) return 'env.keepalive';
  return isMixedContent(request.origin, request.url) ? 'env.mixed' : null;
}
