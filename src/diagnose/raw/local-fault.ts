import { explainRequest } from '../../fetch-standard/explain-request.js';
import type { EnvCode } from '../../model/diagnosis-code.js';
import { parseUrl } from '../../model/parse-url.js';
import { isBadPort } from '../is-bad-port.js';
import { isMixedContent } from '../is-mixed-content.js';
import type { RawRequest } from './raw-exchange.js';

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
  if (isBadPort(url.port)) return 'env.port';
  if ((request.keepaliveBytes ?? 0) > KEEPALIVE_BYTES) return 'env.keepalive';
  return isMixedContent(request.origin, request.url) ? 'env.mixed' : null;
}
