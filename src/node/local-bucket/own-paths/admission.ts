import type { HeaderEntry } from '../../../model/cors-exchange.js';
import { parseUrl } from '../../../model/parse-url.js';
import { headerOf, type RequestHead } from '../exchange.js';

/** The pages that may ask: a list of origins, or every one that was loaded from this machine. */
export type AdmittedOrigins = readonly string[] | 'loopback';

/** Whether a request may be answered, and the CORS headers of its answer. */
export type Admission =
  | { readonly isAdmitted: true; readonly cors: readonly HeaderEntry[] }
  | { readonly isAdmitted: false; readonly why: string };

/**
 * Lets only programs and pages of this machine in. It hands out keys, so nothing that comes by another machine's browser,
 * nor a page of elsewhere that has its name resolved to this machine, is answered.
 */
export function admit(head: RequestHead, origins: AdmittedOrigins): Admission {
  if (!isLoopbackAddress(head.remoteAddress ?? '')) return refused('It is answered to this machine only.');
  if (!isLoopbackHost(headerOf(head, 'host') ?? ''))
    return refused('It is answered under a name of this machine only.');
  const origin = headerOf(head, 'origin');
  if (origin === null) {
    // A page's request without CORS, whose answer it could not read, though it would have its effect.
    const isOfOtherPage = ['cross-site', 'same-site'].includes(headerOf(head, 'sec-fetch-site') ?? 'none');
    return isOfOtherPage ? refused('A page must ask by CORS.') : { isAdmitted: true, cors: [] };
  }
  const isListed = origins === 'loopback' ? isLoopbackOrigin(origin) : origins.includes(origin);
  if (!isListed) return refused(`The origin ${origin} may not ask.`);
  const cors: HeaderEntry[] = [
    ['Access-Control-Allow-Origin', origin],
    ['Vary', 'Origin'],
  ];
  if (head.method !== 'OPTIONS') return { isAdmitted: true, cors };
  const names = headerOf(head, 'access-control-request-headers');
  cors.push(['Access-Control-Allow-Methods', 'GET, POST, PUT, DELETE']);
  if (names !== null) cors.push(['Access-Control-Allow-Headers', names]);
  return { isAdmitted: true, cors };
}

function refused(why: string): Admission {
  return { isAdmitted: false, why };
}

function isLoopbackAddress(address: string): boolean {
  return /^(::ffff:)?127\.\d+\.\d+\.\d+$/.test(address) || address === '::1';
}

function isLoopbackHost(host: string): boolean {
  return /^(localhost|[a-z0-9.-]+\.localhost|127\.\d+\.\d+\.\d+|\[::1\])(:\d+)?$/i.test(host);
}

function isLoopbackOrigin(origin: string): boolean {
  return isLoopbackHost(parseUrl(origin)?.host ?? '');
}
