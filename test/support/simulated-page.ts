import type { Page, Probe, ProbeOutcome } from '../../src/diagnose/page.js';
import { checkCors } from '../../src/fetch-standard/check-cors.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import type { RuleStore } from '../../src/rules/compile-rules.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';

/** How the store and the browser behind a simulated page behave. */
export interface World {
  readonly origin: string;
  readonly rules: readonly CorsRule[];
  readonly store: RuleStore;
  /** Ceph's habit: an error about a signature carries no CORS headers. */
  readonly authErrorsHidden?: boolean;
  /** Answers of the store to a request whose preflight passed. Default: an unsigned request is refused, readably. */
  readonly answer?: (probe: Probe) => ProbeOutcome['answer'];
  /** Decides which probes get lost, which a browser shows as it shows a refusal: called with their number, from 1. */
  readonly loses?: (number: number) => boolean;
  /** Whether this browser shows a refusal for certain. Default true. */
  readonly refusalIsProof?: boolean;
}

/** A page whose store answers by `evaluateRules`, and whose browser sees what Chromium shows of it. Counts its probes. */
export function simulatedPage(world: World): Page & { readonly probes: Probe[] } {
  const probes: Probe[] = [];
  return {
    origin: world.origin,
    refusalIsProof: world.refusalIsProof ?? true,
    probes,
    randomId: () => String(probes.length),
    reach: async () => 'answered',
    // It redirects nothing, and whether it allows anything is seen by the probes that count.
    sendOnce: async () => ({ kind: 'failed', answer: null, durationMs: 1 }),
    sendProbe: async (probe) => {
      probes.push(probe);
      const outcome = (
        passed: boolean | null,
        via: ProbeOutcome['via'],
        answer: ProbeOutcome['answer'] = null,
      ) => ({
        passed,
        via,
        answer,
        durationMs: 1,
      });
      const names = probe.headers.map(([name]) => name);
      const asked = { origin: world.origin, method: probe.method, headers: names };
      const preflight = evaluateRules(world.rules, world.store, { kind: 'preflight', ...asked });
      const request = { origin: world.origin, method: probe.method, unsafeHeaders: names };
      const reading = probe.method === 'GET' || probe.method === 'HEAD';
      const signed = names.includes('authorization');
      if (world.loses?.(probes.length) === true) return outcome(reading && signed ? null : false, 'error');
      const exchange = { request, preflight: preflight.response, response: null };
      if (checkCors(exchange).allowed !== true) return outcome(reading && signed ? null : false, 'error');
      if (signed && world.authErrorsHidden === true) {
        return reading ? outcome(null, 'error') : outcome(true, 'upload');
      }
      return outcome(true, 'readable', world.answer?.(probe) ?? { status: 403, body: '' });
    },
  };
}
