import type { Page, Probe, ProbeOutcome } from '../../src/diagnose/page.js';
import { checkCors } from '../../src/fetch-standard/check-cors.js';
import type { CorsRule } from '../../src/model/cors-rule.js';
import type { RuleStore } from '../../src/rules/compile-rules.js';
import { evaluateRules } from '../../src/rules/evaluate-rules.js';
import { travelInTurns } from './travel-in-turns.js';

/** How the store and the browser behind a simulated page behave. */
export interface World {
  readonly origin: string;
  readonly rules: readonly CorsRule[];
  readonly store: RuleStore;
  /** Ceph's habit: an error about a signature carries no CORS headers. */
  readonly authErrorsHidden?: boolean;
  /** Answers of the store to a request whose preflight passed. Default: an unsigned request is refused, readably. */
  readonly answer?: (probe: Probe) => ProbeOutcome['answer'];
  /** Decides which requests get lost, which a browser shows as it shows a refusal: called with their number, from 1. */
  readonly loses?: (number: number) => boolean;
  /** What decides in place of the rules. */
  readonly passes?: (method: string, names: readonly string[]) => boolean;
  /** Whether this browser shows a refusal for certain; one that does not tells by timing what was sent. Default true. */
  readonly refusalIsProof?: boolean;
}

export interface SimulatedPage extends Page {
  readonly probes: Probe[];
  /** How many requests were sent, of every kind. */
  readonly requests: () => number;
  /** How often something was sent that waited for what came before it. */
  readonly roundTrips: () => number;
}

/** A page whose store answers by `evaluateRules`, and whose browser sees what Chromium shows of it. Counts its probes. */
export function simulatedPage(world: World): SimulatedPage {
  const probes: Probe[] = [];
  let requests = 0;
  const turns = travelInTurns();
  const travel = (): Promise<void> => {
    requests += 1;
    return turns.travel();
  };
  const passes = (method: string, names: readonly string[]): boolean => {
    if (world.passes !== undefined) return world.passes(method, names);
    const preflight = evaluateRules(world.rules, world.store, {
      kind: 'preflight',
      origin: world.origin,
      method,
      headers: names,
    });
    const request = { origin: world.origin, method, unsafeHeaders: names };
    return checkCors({ request, preflight: preflight.response, response: null }).allowed === true;
  };
  const meet = async (probe: Probe): Promise<'refused' | 'hidden' | 'answer'> => {
    probes.push(probe);
    const isLost = world.loses?.(requests + 1) === true;
    await travel();
    const names = probe.headers.map(([name]) => name);
    if (isLost || !passes(probe.method, names)) return 'refused';
    return names.includes('authorization') && world.authErrorsHidden === true ? 'hidden' : 'answer';
  };
  const answerTo = (probe: Probe) => world.answer?.(probe) ?? { status: 403, body: '' };
  return {
    origin: world.origin,
    refusalIsProof: world.refusalIsProof ?? true,
    probes,
    requests: () => requests,
    roundTrips: turns.begun,
    randomId: () => String(probes.length),
    isOffline: () => false,
    reach: async () => {
      const isLost = world.loses?.(requests + 1) === true;
      await travel();
      return isLost ? 'unreachable' : 'answered';
    },
    sendOnce: async (probe) => {
      const met = await meet(probe);
      if (met === 'answer') return { kind: 'answer', answer: answerTo(probe), durationMs: 1 };
      const tells = met === 'hidden' && world.refusalIsProof === false;
      return { kind: tells ? 'hidden' : 'failed', answer: null, durationMs: 1 };
    },
    sendProbe: async (probe) => {
      const met = await meet(probe);
      if (met === 'answer') return { passed: true, via: 'readable', answer: answerTo(probe), durationMs: 1 };
      const isReading = ['GET', 'HEAD'].includes(probe.method) && world.refusalIsProof !== false;
      if (met === 'hidden' && !isReading) return { passed: true, via: 'upload', answer: null, durationMs: 1 };
      const mayBeHidden = isReading && probe.headers.some(([name]) => name === 'authorization');
      return { passed: mayBeHidden ? null : false, via: 'error', answer: null, durationMs: 1 };
    },
  };
}
