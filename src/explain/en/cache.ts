import type { CacheCode } from '../../model/diagnosis-code.js';
import type { CauseWords } from '../language.js';

export const CACHE: Readonly<Record<CacheCode, CauseWords>> = {
  'cache.http-poison': {
    headline: ["The browser's own cache gave an old answer without CORS headers."],
    whatHappened: [
      'It was fetched before without Origin, as an image or a link does, and kept. The store was not asked again.',
    ],
    whatToDo: [
      'Put the attribute crossorigin on the image or element that fetches it first.',
      'Let every answer carry Vary: Origin (on OSS, COS and QingStor by ResponseVary).',
      'To get past it now, use cache "reload" or another query.',
    ],
  },
  'cache.cdn-poison': {
    headline: ['A cache in front of the store gave an old answer without CORS headers.'],
    whatHappened: [
      'It was fetched first by somebody without Origin, and kept for all. Another query gets past it.',
    ],
    whatToDo: [
      'Let the CDN pass Origin on and keep answers apart by it: Vary: Origin, or Origin in its cache key.',
      'Or set the CORS headers at the CDN, for all answers. Then empty its cache.',
    ],
  },
  'cache.preflight-per-url': {
    headline: ['Each of these presigned URLs is asked for anew, whatever Access-Control-Max-Age says.'],
    whatHappened: ['Browsers keep permissions by the whole address, its query included.'],
    whatToDo: ['Put the signature into headers, so that the address stays the same.'],
  },
  'cache.max-age': {
    headline: [
      'The permission is kept for {value} seconds at most.',
      'The permission is kept for 5 seconds, as the answer has no Access-Control-Max-Age.',
    ],
    whatHappened: [
      'Chromium keeps one for two hours at most, Firefox for a day, WebKit for ten minutes; without a number all keep it 5 seconds.',
    ],
    whatToDo: ['Set a life of 600 to 7200 seconds in the rule.'],
  },
};
