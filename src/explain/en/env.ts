import type { EnvCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';

const NOT_SENT = 'The browser console may call it a CORS error or a failed fetch, but nothing was sent.';

export const ENV: Readonly<Record<EnvCode, CauseWords>> = {
  'env.csp': {
    headline: ["This page's own Content-Security-Policy forbids it to talk to {host}."],
    whatHappened: [
      'The browser stopped the request before it was sent, and said so with a policy violation event.',
    ],
    whatToDo: [
      "Add {host} to connect-src in the page's Content-Security-Policy (header or meta element).",
      'If the request comes from a worker, the policy of the worker script counts.',
    ],
  },
  'env.mixed': {
    headline: ['This page came over https, so the browser blocks plain http to {host}.'],
    whatHappened: [
      'This is mixed content: the request never leaves the browser, whatever the bucket allows.',
    ],
    whatToDo: ["Use the store's https endpoint."],
  },
  'env.origin-null': {
    headline: [
      'This page has no origin of its own (the browser sends "Origin: null"), and the store refuses it.',
    ],
    whatHappened: ['That is so for a page opened as a file, in a sandboxed frame, or from a data: URL.'],
    whatToDo: [
      'Serve the page over http://localhost or https and try again; a sandboxed frame needs an origin of its own.',
      'Do not allow the origin "null" in the bucket: any page can have it. (Asked was {method} {url}.)',
    ],
  },
  'env.lna': {
    headline: ['The browser does not let this page into the local network, where {host} is.'],
    whatHappened: [
      'A page from a more public place needs https and the permission of its user before it may ask a more private one.',
      NOT_SENT,
    ],
    whatToDo: [
      'Serve the page over https, and allow it the local network when the browser asks.',
      'In a frame, add allow="local-network-access" to it. A service worker cannot ask.',
    ],
  },
  'env.port': {
    headline: ['Browsers never open the port of {host}.'],
    whatHappened: [
      'It belongs to another service, such as mail or chat, and pages must not speak to it.',
      NOT_SENT,
    ],
    whatToDo: ['Let the store answer on another port, such as 443, 8080 or 9000.'],
  },
  'env.scheme': {
    headline: ['Only http and https can be asked across origins, and this address is neither.'],
    whatHappened: ['The address that was asked is {url}.', NOT_SENT],
    whatToDo: ['Write the whole address of the store, with https:// in front.'],
  },
  'env.userinfo': {
    headline: ['The address names a user or a password, which browsers refuse to fetch.'],
    whatHappened: ['It stands before the @, and is not shown here.', NOT_SENT],
    whatToDo: ['Take it out of the address. A signature goes into headers or the query.'],
  },
  'env.method': {
    headline: ['The method {method} cannot be sent as it is written.'],
    whatHappened: [
      'Browsers forbid pages CONNECT, TRACE and TRACK, and put only GET, HEAD, POST, PUT, DELETE and OPTIONS in capitals. A page without CORS may send GET, HEAD and POST alone.',
    ],
    whatToDo: ['Write the method in capitals, and use GET, HEAD, POST, PUT or DELETE.'],
  },
  'env.sw': {
    headline: ['A service worker of this page answered in the place of {host}.'],
    whatHappened: [
      'Its answer is an error, one that it made up, or one that a page may not read. The store was not asked, or what it said was lost.',
    ],
    whatToDo: [
      'Let its fetch handler leave requests to the store alone.',
      'To test that, unregister it in the developer tools and try again.',
    ],
  },
  'env.coep': {
    headline: ["This page's Cross-Origin-Embedder-Policy keeps out an answer of {host}."],
    whatHappened: [
      'The page asked without CORS (an image, a script, no-cors), and the answer has no Cross-Origin-Resource-Policy that lets it in.',
    ],
    whatToDo: [
      'Ask with CORS: the attribute crossorigin on the element, or mode "cors" in fetch().',
      'Or let the answer carry Cross-Origin-Resource-Policy: cross-origin.',
    ],
  },
  'env.offline': {
    headline: ['This computer has no network, so nothing was asked.'],
    whatHappened: ['The console may call that a CORS error. The rules of the bucket do not matter yet.'],
    whatToDo: ['Connect, and try again.'],
  },
  'env.keepalive': {
    headline: ['The body is too large for a request with keepalive.'],
    whatHappened: [
      'All such requests of a page together may have 64 KiB of bodies on their way. The browser refuses more before it sends anything.',
    ],
    whatToDo: ['Send it without keepalive, or in smaller parts.'],
  },
  'env.abort': {
    headline: ['The request was ended by the page or its user, before an answer came.'],
    whatHappened: [
      'An AbortController, a timeout of the app, a page that was left, or a reload. It is not about CORS.',
    ],
    whatToDo: ['Look for what aborts it: a short time limit, or a component that goes away.'],
  },
  'env.blocker': {
    headline: ['Something in this browser blocked the request to {host}: an extension or a policy.'],
    whatHappened: [
      ['The browser reports {failure}. The store never saw the request.', 'The store never saw the request.'],
      'Ad blockers go by words: a bucket or key with "ad" or "track" in it is enough.',
    ],
    whatToDo: [
      'Try a private window without extensions.',
      'If that helps, rename the bucket or key, or allow the store in the extension.',
    ],
  },
};
