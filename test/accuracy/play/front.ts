import { setTimeout as wait } from 'node:timers/promises';
import {
  headerOf,
  NoAnswer,
  type RequestHandler,
  type RequestHead,
} from '../../../src/node/local-bucket/exchange.js';
import { serveHttp } from '../../../src/node/local-bucket/serve-http.js';
import { type Random, seededRandom } from '../../conformance/random.js';
import type { AccuracyCase } from '../accuracy-case.js';
import type { Accepts } from '../truth/accepts.js';

/** What stands between the page and the store of one case. */
export interface StagedCase {
  readonly of: AccuracyCase;
  readonly store: RequestHandler;
  /** What the gateway's whim lets through. `null`: there is no such gateway. */
  readonly whim: Accepts | null;
  readonly lost: Random;
  /** What else the network or something in front of the store does while the diagnosis runs. `null`: nothing. */
  readonly trouble: Trouble | null;
  /** Whether the diagnosis runs. Otherwise the page sends its own requests, and nothing is lost. */
  isDiagnosed: boolean;
  /** Each probe that came, be it as a preflight, a request or both; and whether the network loses it. */
  readonly probes: Map<string, boolean>;
  /** When each exchange of the diagnosis began and ended. */
  readonly exchanges: { readonly startMs: number; readonly endMs: number }[];
  /** What the browser asked for when the page's own request was sent. */
  asked: readonly string[] | null;
}

/** Answers that get lost together. Asked for each exchange at the time that it begins. */
export type Trouble = (nowMs: number) => 'lost' | 'too-many' | null;

/** What pages ask: each lane a server, as browsers open six connections to each at most. */
export interface Front {
  readonly endpoints: readonly string[];
  /** By the name of the bucket, which stands first in the path. */
  readonly staged: Map<string, StagedCase>;
  readonly errors: unknown[];
  stop(): Promise<void>;
}

const LATENCY_MS = 100;
/** No network answers faster. Firefox tells what was sent by a duration in whole milliseconds, of which a loopback may leave none. */
const LEAST_MS = 2;
const LOST_PERCENT = 5;

/** Begins a case. */
export function stageCase(
  of: AccuracyCase,
  store: RequestHandler,
  whim: Accepts | null,
  trouble: Trouble | null = null,
): StagedCase {
  return {
    of,
    store,
    whim,
    lost: seededRandom(of.seed, of.index, 77),
    trouble,
    isDiagnosed: false,
    probes: new Map(),
    exchanges: [],
    asked: null,
  };
}

export async function startFront(lanes: number): Promise<Front> {
  const staged = new Map<string, StagedCase>();
  const errors: unknown[] = [];
  const handler: RequestHandler = {
    answer: (head, body) => {
      const found = staged.get(head.target.split(/[/?]/)[1] ?? '');
      if (found === undefined) throw new NoAnswer('end');
      return answerStaged(found, head, body);
    },
    answerUnreadable: () => ({ status: 400, headers: [], body: '' }),
  };
  const onError = (error: unknown): void => void errors.push(error);
  const bodyPace = { graceMs: 60_000, minBytesPerSecond: 100, monotonicMs: () => performance.now() };
  const listener = { host: '127.0.0.1', port: 0, now: () => new Date(), idleMs: 60_000, bodyPace, onError };
  const servers = await Promise.all(Array.from({ length: lanes }, () => serveHttp(() => handler, listener)));
  return {
    endpoints: servers.map(({ port }) => `http://127.0.0.1:${port}`),
    staged,
    errors,
    stop: async () => {
      await Promise.all(servers.map((server) => server.stop()));
    },
  };
}

/** What tells the time that passes, and lets it pass. */
export interface Passing {
  nowMs(): number;
  wait(ms: number): Promise<unknown>;
}

const REAL: Passing = { nowMs: () => performance.now(), wait };

/** What the page gets of a case: lost, late, or as the store answers it. */
export async function answerStaged(
  staged: StagedCase,
  head: RequestHead,
  body: Parameters<RequestHandler['answer']>[1],
  time: Passing = REAL,
): ReturnType<RequestHandler['answer']> {
  const asked = askedBy(head);
  if (!staged.isDiagnosed) staged.asked ??= asked?.names ?? null;
  else if (isLost(staged, head, asked?.method ?? head.method)) throw new NoAnswer('reset');
  const startMs = time.nowMs();
  const trouble = staged.isDiagnosed ? (staged.trouble?.(startMs) ?? null) : null;
  if (trouble === 'lost') throw new NoAnswer('reset');
  if (trouble === 'too-many') return { status: 429, headers: [], body: '' };
  try {
    await time.wait(staged.of.isSlow && staged.isDiagnosed ? LATENCY_MS : LEAST_MS);
    if (asked !== null && staged.whim?.(asked.method, asked.names) === false)
      return { status: 403, headers: [['Server', 'gateway']], body: 'Forbidden' };
    return await staged.store.answer(head, body);
  } finally {
    if (staged.isDiagnosed) staged.exchanges.push({ startMs, endMs: time.nowMs() });
  }
}

/** A probe is lost as a whole: a browser that tries once more loses it again. What has no name of its own is lost each time by itself. */
function isLost(staged: StagedCase, head: RequestHead, method: string): boolean {
  const name = head.target.includes('?') ? head.target : `${head.target} ${staged.probes.size}`;
  const probe = `${method} ${name}`;
  const known = staged.probes.get(probe);
  if (known !== undefined) return known;
  const lost = staged.of.isFlaky && staged.lost.percent(LOST_PERCENT);
  staged.probes.set(probe, lost);
  return lost;
}

function askedBy(head: RequestHead): { readonly method: string; readonly names: readonly string[] } | null {
  const method = headerOf(head, 'access-control-request-method');
  if (head.method !== 'OPTIONS' || method === null) return null;
  const names = (headerOf(head, 'access-control-request-headers') ?? '').split(',');
  return { method, names: names.map((name) => name.trim()).filter((name) => name !== '') };
}

/** How many exchanges had to wait for one another: the longest row in which each begins after the one before has ended. */
export function roundTripsInSequence(exchanges: StagedCase['exchanges']): number {
  const byEnd = [...exchanges].sort((a, b) => a.endMs - b.endMs);
  let last = Number.NEGATIVE_INFINITY;
  return byEnd.filter(({ startMs, endMs }) => {
    const follows = startMs >= last;
    if (follows) last = endMs;
    return follows;
  }).length;
}
