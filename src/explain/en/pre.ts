import type { PreCode } from '../../model/diagnosis-code.js';
import type { CauseWords, Line } from '../language.js';
import { MISLEADING } from './misleading.js';

/** Refusals by the bucket and its rules, or by what answers preflights in its place. */
export type RuleRefusal = Extract<
  PreCode,
  | 'pre.all-refused'
  | 'pre.refused'
  | 'pre.no-config'
  | 'pre.bucket'
  | 'pre.origin'
  | 'pre.method'
  | 'pre.header'
  | 'pre.cross-rule'
  | 'pre.shadowed'
  | 'pre.auth-query'
  | 'pre.not-by-rules'
  | 'pre.propagation'
>;

/** What no page sees: that not the rules refuse it. */
const ALLOWED_ALREADY: Line = {
  when: 'rules-differ',
  say: [],
  otherwise:
    'If a rule allows it already, not the store refuses the preflight, but something in front of it or in its place.',
};

export const PRE: Readonly<Record<RuleRefusal, CauseWords>> = {
  'pre.all-refused': {
    headline: ['The store refuses every preflight from {origin}, whatever the method.'],
    whatHappened: [
      'The host answers: the network is fine. But no method passes, even without headers.',
      'Stores answer alike when the bucket has no CORS rules, when no rule names this origin, and when the bucket does not exist at this address.',
      MISLEADING,
    ],
    whatToDo: [
      'Compare the bucket name, region and endpoint with the console of the store.',
      "Look at the bucket's CORS rules. One of them must name {origin} exactly: same scheme, host and port, no trailing slash.",
      'Run the command below in a terminal. Given the rules, the diagnosis also names the rule.',
    ],
  },
  'pre.refused': {
    headline: ["The store refuses the preflight for {method} from {origin} by the bucket's CORS rules."],
    whatHappened: [
      [
        'The store answered {said}. It does not say whether it misses the origin, the method or a header.',
        'It does not say whether it misses the origin, the method or a header.',
      ],
      MISLEADING,
    ],
    whatToDo: [
      [
        'Look for one rule that allows {origin}, {method} and all of {headers}.',
        'Look for one rule that allows {origin} and {method}.',
      ],
      'Give the rules to the diagnosis, or let it send its own preflights from Node: either names the part.',
    ],
  },
  'pre.no-config': {
    headline: ['The bucket has no CORS rules at all, so no page of another origin can use it.'],
    whatHappened: ['The store refuses every preflight.', MISLEADING],
    whatToDo: [
      {
        when: 'has-repair',
        say: 'Put the rule below, which allows {origin} this request and no more. The first rule cannot be put from a page: use a server, the command line or the console of the store.',
        otherwise:
          'Put a rule that allows {origin} this request and no more. The first rule cannot be put from a page: use a server, the command line or the console of the store.',
      },
    ],
  },
  'pre.bucket': {
    headline: ['The bucket does not exist at this address.'],
    whatHappened: [
      'The store answered {said}.',
      'The answer points to {elsewhere} instead.',
      'A preflight for a bucket that the store does not know is refused like any other.',
    ],
    whatToDo: [
      [
        'Use {elsewhere}, and sign for it.',
        'Compare the bucket name, region and endpoint with the console of the store.',
      ],
    ],
  },
  'pre.origin': {
    headline: ['No CORS rule of the bucket allows the origin {origin}.'],
    whatHappened: [
      [
        'Stores compare origins character by character. Allowed are: {allowed}.',
        'Stores compare origins character by character.',
      ],
      'The store does allow {allowedOrigin}, which is nearly the same.',
      MISLEADING,
    ],
    whatToDo: [
      { when: 'has-repair', say: 'Allow exactly {origin}, as below.', otherwise: 'Allow exactly {origin}.' },
    ],
  },
  'pre.method': {
    headline: [
      {
        when: 'needs-preflight',
        say: 'The preflight allows {origin}, but not {method}.',
        otherwise: 'The bucket allows {origin}, but not {method}.',
      },
    ],
    whatHappened: [
      'From here these methods pass: {passingMethods}.',
      '{rule} names the origin but lacks {method} in its allowed methods.',
      MISLEADING,
    ],
    whatToDo: [
      {
        when: 'has-repair',
        say: 'Allow {method} for this origin, with the headers that it asks for, as below.',
        otherwise: 'Allow {method} for this origin, with the headers that it asks for.',
      },
      ALLOWED_ALREADY,
    ],
  },
  'pre.header': {
    headline: [
      {
        when: 'several-refused',
        say: 'The preflight does not allow the request headers {refused}.',
        otherwise: 'The preflight does not allow the request header {refused}.',
      },
      'The preflight does not allow a request header.',
    ],
    whatHappened: [
      [
        '{origin} may send {method}, but before this request the browser asks for {headers}. Of these are allowed: {passingHeaders}.',
        '{origin} may send {method}, but before this request the browser asks for {headers}.',
        '{origin} may send {method}, but not with this header.',
      ],
      '{rule} allows the origin and the method, but lacks {refused} in its allowed headers.',
      MISLEADING,
    ],
    whatToDo: [
      {
        when: 'has-repair',
        say: ['Add {refused} to the allowed headers, as below.', 'Add it to the allowed headers, as below.'],
        otherwise: ['Add {refused} to the allowed headers.', 'Add it to the allowed headers.'],
      },
      ALLOWED_ALREADY,
    ],
  },
  'pre.cross-rule': {
    headline: ['Each part of this request is allowed, but not all of it together.'],
    whatHappened: [
      [
        'A store takes one rule for a request and does not join two. Together refused are: {together}.',
        'A store takes one rule for a request and does not join two.',
      ],
      MISLEADING,
    ],
    whatToDo: [
      {
        when: 'has-repair',
        say: [
          'Let one rule allow {origin}, {method} and all of {headers}, as below.',
          'Let one rule allow {origin} and {method}, as below.',
        ],
        otherwise: [
          'Let one rule allow {origin}, {method} and all of {headers}.',
          'Let one rule allow {origin} and {method}.',
        ],
      },
      ALLOWED_ALREADY,
    ],
  },
  'pre.shadowed': {
    headline: ['A rule of the bucket would allow this request, but the store never looks at it.'],
    whatHappened: [
      'This store takes the first rule that names {origin} and asks no other one.',
      'It takes {rule}, which refuses.',
      MISLEADING,
    ],
    whatToDo: [
      {
        when: 'has-repair',
        say: 'Put everything for this origin into its first rule, as below.',
        otherwise: 'Put everything for this origin into its first rule.',
      },
    ],
  },
  'pre.auth-query': {
    headline: ['The store refuses the preflight of the presigned URL, not that of the unsigned request.'],
    whatHappened: [
      [
        'The rules allow {origin} to send {method} with {headers}. But this store checks the signature of a presigned URL already on the preflight, without the headers that were signed.',
        'The rules allow {origin} to send {method}. But this store checks the signature of a presigned URL already on the preflight, without the headers that were signed.',
      ],
    ],
    whatToDo: [
      'Sign no headers into the URL but the host, or put the signature into the headers.',
      'Check that the URL has not expired and that its credentials are still valid.',
    ],
  },
  'pre.not-by-rules': {
    headline: ['The rules do not explain the refusal: a gateway, a redirect or wrong CORS headers may.'],
    whatHappened: [
      'Under the rules that are known, {method} from {origin} would get another answer than it does.',
      'Or these are not the rules that answer: another bucket, or a change not yet in effect.',
    ],
    whatToDo: [
      'After a change of rules wait half a minute, and diagnose again.',
      'Run the command below in a terminal: the Server header and the body of the answer show who refuses.',
    ],
  },
  'pre.propagation': {
    headline: ['The same preflight got two answers: refused once, allowed once.'],
    whatHappened: ['A change of rules takes some seconds to reach every server of the store.'],
    whatToDo: ['After a change of rules wait half a minute, and test with a fresh address.'],
  },
};
