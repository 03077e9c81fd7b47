import type { HeaderEntry } from '../../../model/cors-exchange.js';
import { type AskedPreflight, allowingHeaders, readAsked } from './asked.js';
import { withHeaders } from './change-headers.js';
import { type Fault, type FaultSettings, fault } from './fault.js';

/** Preflights whose headers are wrong in one thing, and right in all else. */
export const PREFLIGHT_HEADER_FAULTS: readonly Fault[] = [
  wrong(
    'pre.acao-mismatch',
    'names another origin',
    { allowOrigin: 'https://other.example' },
    (_, settings) => [['Access-Control-Allow-Origin', settings.allowOrigin]],
  ),
  wrong('pre.acao-multiple', 'names the origin twice, as store and CDN together do', {}, ({ origin }) => [
    ['Access-Control-Allow-Origin', origin],
    ['Access-Control-Allow-Origin', '*'],
  ]),
  wrong(
    'pre.acao-invalid',
    'names what is no origin',
    { allowOrigin: 'app.example, https://b.example' },
    (_, settings) => [['Access-Control-Allow-Origin', settings.allowOrigin]],
  ),
  wrong('pre.cred-wildcard', 'allows every origin by a star, which is not for credentials', {}, () => [
    ['Access-Control-Allow-Origin', '*'],
    ['Access-Control-Allow-Credentials', 'true'],
  ]),
  wrong('pre.cred-missing', 'does not allow credentials: the value must be `true`', {}, () => [
    ['Access-Control-Allow-Credentials', 'True'],
  ]),
  wrong('pre.acam-syntax', 'lists methods in a wrong syntax', {}, ({ method }) => [
    ['Access-Control-Allow-Methods', `GET; ${method}`],
  ]),
  wrong('pre.acah-syntax', 'lists headers in a wrong syntax', {}, ({ headers }) => [
    ['Access-Control-Allow-Headers', `"${headers.join(' ')}"; x`],
  ]),
  wrong(
    'pre.acah-prefix',
    'allows headers by a prefix and a star, which browsers take by the letter',
    {},
    () => [['Access-Control-Allow-Headers', 'x-amz-*, x-oss-*, x-cos-*, x-qs-*']],
  ),
  wrong('pre.method-case', 'allows the method in lower case', {}, ({ method }) => [
    ['Access-Control-Allow-Methods', method.toLowerCase()],
  ]),
  wrong('pre.authz-star', 'allows headers by a star, which is not for Authorization', {}, () => [
    ['Access-Control-Allow-Headers', '*'],
  ]),
  wrong(
    'cache.max-age',
    'says for how long a preflight may be kept',
    { maxAgeSeconds: 1_000_000 },
    (_, settings) => [['Access-Control-Max-Age', String(settings.maxAgeSeconds)]],
  ),
];

function wrong<Settings extends FaultSettings>(
  code: string,
  title: string,
  settings: Settings,
  headers: (asked: AskedPreflight, settings: Settings) => readonly HeaderEntry[],
): Fault {
  return fault({
    code,
    title,
    on: 'preflights',
    settings,
    begin: (given) => ({
      answer: async ({ head }) => {
        const asked = readAsked(head);
        const right = { status: 200, headers: allowingHeaders(asked), body: '' };
        return withHeaders(right, headers(asked, given));
      },
    }),
  });
}
