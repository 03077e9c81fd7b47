import type { NetCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';

export const NET: Readonly<Record<NetCode, CauseWords>> = {
  'net.unreachable': {
    headline: ['Nobody answers at {host}: this is the network, not CORS.'],
    whatHappened: [
      [
        'The connection failed with {failure}. The host name, the port or the route is wrong, or the server is down.',
        'Even a request that needs no permission got no answer. The host name, port, certificate or route is wrong, or the server is down; a page cannot tell these apart. A browser that guards the local network looks the same.',
      ],
    ],
    whatToDo: [
      'Use {elsewhere}, and sign for it.',
      'Look at the endpoint, character by character: host, region and port. With the bucket in the host name, that name must resolve.',
      { when: 'is-open', say: 'Run the command below in a terminal: it names the cause.' },
    ],
  },
  'net.tls': {
    headline: ['The certificate of {host} is not accepted, so nothing was sent: this is not CORS.'],
    whatHappened: [
      ['The connection failed with {failure}.', 'No secure connection came about.'],
      'A bucket name with dots in it does not fit the certificate of the store, which stands for one name before its own.',
    ],
    whatToDo: [
      'Put a bucket with dots into the path instead of the host name.',
      'With a certificate of your own, open the address once in a tab, and look that its names and dates are right.',
    ],
  },
  'net.reset-upload': {
    headline: ['The connection broke while {method} was under way, after the preflight had passed.'],
    whatHappened: [
      ['It ended with {failure}. CORS is fine up to here.', 'CORS is fine up to here.'],
      { when: 'changes-things', say: 'Whether the store has carried it out is not known.' },
    ],
    whatToDo: [
      'Look for a proxy in front of the store that takes no body of this size, or ends idle connections.',
      'Send large objects in parts.',
    ],
  },
  'net.captive': {
    headline: ['What answers at {host} is no store: a login page of the network, or another service.'],
    whatHappened: [['The answer could not be used: {failure}.', 'The answer is none that a store gives.']],
    whatToDo: [
      'Open any http page and log in to the network.',
      'Look at the port: https spoken to an http port, and the other way round, looks like this.',
    ],
  },
};
