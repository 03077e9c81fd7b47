import type { PreCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';
import type { RuleRefusal } from './pre.js';

const ONE_LAYER =
  'Let one layer alone send CORS headers: the rules of the bucket, or the proxy or CDN before it.';

/** Refusals by what the answer to the preflight holds, or by who gives it. */
export const PRE_ANSWER: Readonly<Record<Exclude<PreCode, RuleRefusal>, CauseWords>> = {
  'pre.auth': {
    headline: ['The server asks the preflight for a login, which no browser sends with it.'],
    whatHappened: [
      ['The answer is {said}.', 'The answer wants an authorization.'],
      'A preflight never carries cookies, Authorization or a certificate, so it can never pass there.',
    ],
    whatToDo: ['Let the gateway or app answer OPTIONS without a login. Stores do so by themselves.'],
  },
  'pre.status': {
    headline: [
      'The CORS headers of the preflight are right, but its status is {status}, and browsers want 200 to 299.',
      'The CORS headers of the preflight are right, but its status is none of 200 to 299.',
    ],
    whatHappened: [
      'Something adds CORS headers to an answer that is an error: mostly a server that does not know OPTIONS.',
    ],
    whatToDo: ['Let OPTIONS be answered with 204 and no body.'],
  },
  'pre.redirect': {
    headline: [
      'The preflight is redirected to {elsewhere}, and browsers do not follow that.',
      'The preflight is redirected, and browsers do not follow that.',
    ],
    whatHappened: [
      'Mostly http is sent on to https, or one host name to another. The console speaks of a missing header or of a redirect that is not allowed.',
    ],
    whatToDo: [
      [
        'Ask {elsewhere} at once, and sign for it.',
        'Ask the address that the redirect leads to at once, and sign for it.',
      ],
    ],
  },
  'pre.no-acao': {
    headline: ['The preflight is answered with success, but nothing in it allows {origin}.'],
    whatHappened: [
      'The answer has no Access-Control-Allow-Origin. A server that does not know CORS answers so, and a proxy that answers OPTIONS.',
    ],
    whatToDo: [
      'Look who answers: the Server header names it. A proxy must pass OPTIONS on to the store, or send CORS headers itself.',
    ],
  },
  'pre.acao-mismatch': {
    headline: [
      'The preflight allows {value}, and this page is {origin}.',
      'The preflight allows another origin than {origin}.',
    ],
    whatHappened: [
      'The two must be equal character by character. A fixed header in a proxy, or an answer that a cache keeps for another page, gives that.',
    ],
    whatToDo: ['Send the origin that asks, and Vary: Origin with it.', ONE_LAYER],
  },
  'pre.acao-multiple': {
    headline: [
      'The preflight allows several origins at once ({value}), and browsers take one alone.',
      'The preflight allows several origins at once, and browsers take one alone.',
    ],
    whatHappened: [
      'Two layers add the header: the store by its rules, and a proxy or CDN before it. Equal values count as several too.',
    ],
    whatToDo: [ONE_LAYER],
  },
  'pre.acao-invalid': {
    headline: [
      'The preflight allows "{value}", which is no origin.',
      'The preflight has an Access-Control-Allow-Origin without a value.',
    ],
    whatHappened: ['An origin is scheme, host and port, such as https://app.example.com, or a star.'],
    whatToDo: ['Send {origin} in that header.', ONE_LAYER],
  },
  'pre.cred-wildcard': {
    headline: [
      'The page sends cookies along, and the store allows every origin by *, which browsers refuse together.',
    ],
    whatHappened: [
      'The request has credentials "include" or withCredentials. Object storage never needs cookies: the signature is what counts.',
    ],
    whatToDo: [
      'Send it with credentials "omit", and withCredentials off.',
      'Or name {origin} in the rules instead of *.',
    ],
  },
  'pre.cred-missing': {
    headline: ['The page sends cookies along, and the store does not allow that.'],
    whatHappened: [
      'Access-Control-Allow-Credentials is "{value}" and would have to be true.',
      'The request has credentials "include" or withCredentials. Object storage never needs cookies: the signature is what counts.',
    ],
    whatToDo: ['Send it with credentials "omit", and withCredentials off.'],
  },
  'pre.acam-syntax': {
    headline: [
      'Access-Control-Allow-Methods of the preflight cannot be read: "{value}".',
      'Access-Control-Allow-Methods of the preflight cannot be read.',
    ],
    whatHappened: ['It must be names with commas between them: no quotes, no semicolons, no blanks within.'],
    whatToDo: ['Mend it where it is set, such as: GET, HEAD, PUT, POST, DELETE.'],
  },
  'pre.acah-syntax': {
    headline: [
      'Access-Control-Allow-Headers of the preflight cannot be read: "{value}".',
      'Access-Control-Allow-Headers of the preflight cannot be read.',
    ],
    whatHappened: ['It must be names with commas between them: no quotes, no semicolons, no blanks within.'],
    whatToDo: ['Mend it where it is set, or echo what Access-Control-Request-Headers asks for.'],
  },
  'pre.acah-prefix': {
    headline: [
      'The answer allows header names by a pattern, and browsers take it by the letter: {refused} is refused.',
      'The answer allows header names by a pattern, and browsers take it by the letter.',
    ],
    whatHappened: [
      'A pattern such as x-amz-* belongs into the rules of a bucket. In Access-Control-Allow-Headers only a lone * stands for others.',
    ],
    whatToDo: ['List each name in the answer, or echo what Access-Control-Request-Headers asks for.'],
  },
  'pre.method-case': {
    headline: ['The answer does not name {method} in the same letters, and for methods their case counts.'],
    whatHappened: [
      'Browsers put GET, HEAD, POST, PUT, DELETE and OPTIONS in capitals, and leave patch as it is.',
    ],
    whatToDo: ['Write the method in capitals in the page and in Access-Control-Allow-Methods.'],
  },
  'pre.authz-star': {
    headline: [
      'Authorization passes only because browsers still take * for it, which the standard does not.',
    ],
    whatHappened: ['All engines warn of it or will: then this request is refused.'],
    whatToDo: ['Name authorization among the allowed headers.'],
  },
  'pre.waf': {
    headline: [
      'Not the store refuses the preflight, but something before it: the answer names {server}.',
      'Not the store refuses the preflight, but something in front of it or in its place.',
    ],
    whatHappened: [
      [
        'The answer is {said} and has none of the marks of a store.',
        'The answer has none of the marks of a store.',
      ],
      'The CORS rules of the bucket are not asked, so changing them will not help.',
    ],
    whatToDo: [
      'Let the firewall, CDN or proxy pass OPTIONS on, with Origin and both Access-Control-Request headers.',
      'Or let its own answer allow {refused}.',
      'Check that the host name leads to the store.',
    ],
  },
  'pre.timeout': {
    headline: ['No answer to the preflight came in time.'],
    whatHappened: [
      ['It ended with {failure}.', 'The connection stood, and nothing came.'],
      'A firewall that drops OPTIONS looks like this. The request itself was never sent.',
    ],
    whatToDo: [
      'Use {elsewhere}, and sign for it.',
      'Look for what drops OPTIONS between here and the store.',
      'Try another network.',
    ],
  },
  'pre.reset': {
    headline: ['The connection broke at the preflight.'],
    whatHappened: [
      ['It ended with {failure}.', 'It ended before an answer came.'],
      'The request itself was never sent.',
    ],
    whatToDo: [
      'Use {elsewhere}, and sign for it.',
      'Look for what drops OPTIONS between here and the store: a firewall, a proxy or a server.',
    ],
  },
};
