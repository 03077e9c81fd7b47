import { ACT } from './en/act.js';
import { ASKED_BECAUSE } from './en/asked-because.js';
import { CACHE } from './en/cache.js';
import { ENV } from './en/env.js';
import { NET } from './en/net.js';
import { OK } from './en/ok.js';
import { PRE } from './en/pre.js';
import { PRE_ANSWER } from './en/pre-answer.js';
import { REQ } from './en/req.js';
import type { Language } from './language.js';

/** English. */
export const english: Language = {
  tag: 'en',
  list: { comma: ', ', and: ' and ', none: 'none' },
  together: ' together with ',
  unknown: { origin: 'this page', method: 'the request', url: 'the store' },
  rule: { plain: 'rule {number}', named: 'rule {number} ("{id}")' },
  causes: { ...OK, ...ENV, ...NET, ...REQ, ...PRE, ...PRE_ANSWER, ...ACT, ...CACHE },
  askedBecause: ASKED_BECAUSE,
  advice: {
    'expired-credentials':
      'Fetch new temporary credentials: key, secret and token belong together and end together.',
    clock: "Set this computer's clock right: it is more than 15 minutes off.",
    region: 'Set the region that the bucket is in: it is part of the signature.',
    denied:
      'Let the policy of the temporary credentials allow this method on this key, and no more than that.',
    'no-bucket': 'Check the name of the bucket.',
    'no-object': "Look up the store's error code: it names the cause, and it is not CORS.",
    signature:
      'Check that key, secret and token come from the same answer of the STS, and that nothing changes the request after it is signed.',
    other: "Look up the store's error code: it names the cause, and it is not CORS.",
  },
  labels: {
    confidence: { proof: 'proof', strong: 'strong hint', weak: 'weak hint' },
    verdict: '({code}, {confidence})',
    whatToDo: 'What to do',
    ruleToAdd: 'Rule to add to those that are there (put alone, it replaces them)',
    rulesAfter: 'Rules after the change',
    alike: 'Not excluded',
    decide: 'Run this to decide it',
    besides: 'Besides',
    evidence: 'Evidence',
    passes: 'passes',
    refused: 'refused',
    cannotTell: 'cannot tell',
  },
  probes: {
    page: 'this page and the store',
    reach: '{method} without CORS',
    preflight: '{method} with {headers}',
    bare: '{method} without headers',
    signature: '{method} with the real signature, of an upload that does not exist',
    rules: 'signed {method} of the CORS rules',
    redirect: 'redirect of {method}',
    answer: 'answer to {method}',
    kept: '{method} of the address itself, out of any cache',
    fresh: "{method} of the address itself, past the browser's cache",
    status: '{method} of the object as a style sheet, which shows its status',
    cookies: '{method} with cookies',
    from: ' from {origin}',
    at: ' at {url}',
  },
};
