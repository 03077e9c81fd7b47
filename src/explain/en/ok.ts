import type { OkCode, OpenCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';

export const OK: Readonly<Record<OkCode | OpenCode, CauseWords>> = {
  'ok.allowed': {
    headline: ['The browser lets {method} through: CORS is not in the way.'],
    whatHappened: [
      {
        when: 'needs-preflight',
        say: [
          'The store allows {origin} to send {method} with {headers}.',
          'The store allows {origin} to send {method}.',
        ],
        otherwise: 'This request needs no preflight, and the store lets {origin} read the answer.',
      },
      {
        when: 'rules-differ',
        say: 'The rules that are known here would refuse it, so they are not the rules that answer now.',
      },
      { when: 'signature-checked', say: 'It also accepts the signature.' },
      {
        when: 'signature-may-be-hidden',
        say: 'This store answers a signature that it refuses without CORS headers. If the upload failed all the same, the signature is the likely cause: the page cannot see it.',
      },
    ],
    whatToDo: [
      {
        when: 'signature-unchecked',
        say: 'If the request still fails, let the diagnosis use the credentials: it then checks the signature too.',
      },
      { when: 'is-open', say: 'If it fails all the same, the command below shows what a page cannot see.' },
    ],
  },

  undecided: {
    headline: ['The test requests do not show the cause, so nothing is claimed.'],
    whatHappened: [
      'Some of them got no answer, or did not fit together, or this browser does not show enough of them.',
      { when: 'is-open', say: 'The command below shows the answer that a page cannot see.' },
    ],
    whatToDo: [
      'Diagnose again on a steady network.',
      'Give the rules of the bucket to the diagnosis, or let it use the credentials: it then sees more.',
    ],
  },
};
