import type { OnceOutcome, ProbeOutcome } from './page.js';

const VIA = {
  answer: 'readable',
  redirect: 'opaque',
  hidden: 'timing-entry',
  failed: 'error',
  timeout: 'timeout',
  csp: 'event',
} as const;

/** What was seen of a request that was sent once, as evidence calls it. */
export function viaOnce(kind: OnceOutcome['kind']): ProbeOutcome['via'] {
  return VIA[kind];
}
