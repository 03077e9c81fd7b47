import type { ActCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';

export const ACT: Readonly<Record<ActCode, CauseWords>> = {
  'act.error-without-cors': {
    headline: ['The browser hides an answer that carries no CORS headers.'],
    whatHappened: [
      'The store answered {said}.',
      {
        when: 'needs-preflight',
        say: 'The preflight for {method} passes and the request reaches the store. Its answer comes without Access-Control-Allow-Origin, so the page only sees "Failed to fetch".',
        otherwise:
          'The request reaches the store. Its answer comes without Access-Control-Allow-Origin, so the page only sees "Failed to fetch".',
      },
      {
        when: 'signature-hidden',
        say: 'Without a signature the answer can be read, with the real one it cannot: the store refuses the signature. Ceph and others send such errors without CORS headers.',
        otherwise:
          'That may be an error such as a refused signature, or a proxy or CDN in front of the store that leaves the headers out. The network panel of the browser shows its status: with 2xx it was carried out.',
      },
      {
        when: 'object-readable',
        say: 'A signed GET of the same object succeeds: keys, token and clock are right.',
      },
      {
        when: 'object-unreadable',
        say: 'A signed GET of the same object is an error, too; or there is no such object.',
      },
      {
        when: 'may-be-rules',
        say: 'Or no rule allows {origin} and {method}.',
        otherwise: 'Changing the CORS rules will not help.',
      },
    ],
    whatToDo: [
      'Check that the temporary credentials are fresh and that the security token belongs to the same key.',
      "Check this computer's clock: more than 15 minutes off, and every signature is refused.",
      'Check region and endpoint: both are part of the signature.',
      {
        when: 'signature-hidden',
        say: [],
        otherwise:
          'Look for a proxy or CDN between this page and the store. In nginx, add_header needs the word always.',
      },
    ],
  },
  'act.no-acao': {
    headline: ['The store carried {method} out, but its answer does not allow {origin} to read it.'],
    whatHappened: [
      [
        'The answer is {said}, without Access-Control-Allow-Origin.',
        'The answer has no Access-Control-Allow-Origin.',
      ],
      'Either no rule allows this origin and method (a request without a preflight is carried out all the same), or a proxy, CDN or cache left the headers out.',
    ],
    whatToDo: [
      'Look at the rules of the bucket: one must name {origin} and {method}.',
      'If they do, look for a proxy, CDN or cache between this page and the store.',
    ],
  },
  'act.acao-mismatch': {
    headline: [
      'The answer allows "{value}", and this page is {origin}.',
      'The answer does not allow {origin}.',
    ],
    whatHappened: [
      'A fixed header in a proxy, or an answer that a cache keeps for another page, gives that.',
    ],
    whatToDo: [
      'Let every answer carry Vary: Origin (on OSS, COS and QingStor by ResponseVary), and empty the cache.',
      'Let one layer alone send CORS headers.',
    ],
  },
  'act.acao-multiple': {
    headline: [
      'The answer allows several origins at once ({value}), and browsers take one alone.',
      'The answer allows several origins at once, and browsers take one alone.',
    ],
    whatHappened: ['Two layers add the header: the store by its rules, and a proxy or CDN before it.'],
    whatToDo: ['Let one layer alone send CORS headers.'],
  },
  'act.redirect': {
    headline: ['The store sends {method} on to another address, so the request cannot succeed.'],
    whatHappened: [
      'It points to {elsewhere}.',
      'The answer is a redirect, and a signature is for its host alone.',
    ],
    whatToDo: [
      'Compare region and endpoint with the console of the store: most often the bucket is in another region.',
      'If the endpoint is http, use https: some servers redirect to it.',
    ],
  },
  'act.stale-preflight': {
    headline: ['An old permission let the request out, and the rules do not allow it any more.'],
    whatHappened: [
      'Browsers keep the answer to a preflight for the time in Access-Control-Max-Age. The request goes out, and its answer is refused.',
      { when: 'changes-things', say: 'The store has carried it out all the same.' },
    ],
    whatToDo: [
      'Allow the request again, or wait until the permission has ended.',
      'To test, use a fresh address: another query.',
    ],
  },
  'act.executed': {
    headline: ['The page saw an error, but the store has carried {method} out.'],
    whatHappened: ['CORS keeps an answer from the page. It does not stop what was asked.'],
    whatToDo: ['Before it is sent again, look with HEAD whether it is done.'],
  },
  'act.expose': {
    headline: [
      'The page cannot read these headers of the answer: {value}.',
      'The page cannot read some headers of the answer.',
    ],
    whatHappened: ['They came, but Access-Control-Expose-Headers does not list them.'],
    whatToDo: ['List them in the rule that matches first, under the exposed headers.'],
  },
  'act.readable-error': {
    headline: [
      'CORS is fine: the store answers {said}, and the page can read it.',
      'CORS is fine: the store answers an error, and the page can read it.',
    ],
    whatHappened: ['The answer carries CORS headers. The store refuses the request itself.'],
    whatToDo: ['{advice}'],
  },
};
