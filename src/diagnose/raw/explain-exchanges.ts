import { checkCors } from '../../fetch-standard/check-cors.js';
import { showAddress } from '../../fetch-standard/show-address.js';
import type { Diagnosis, DiagnosisNote } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import { preflightCommand, readCommand } from '../decide-command.js';
import { describeExchange } from './describe-exchange.js';
import { type ExplainExchangeOptions, explainExchange } from './explain-exchange.js';
import { isReading } from './is-reading.js';
import type { RawExchange } from './raw-exchange.js';
import { headerOf } from './raw-finding.js';
import { isPresigned } from './redact.js';

/**
 * The diagnoses of several recorded exchanges, in their order, each with what the others tell of it: that a cache gave the
 * answer, that an old permission let it out, that a change of rules was under way. Pure but for that it is asynchronous.
 */
export async function explainExchanges(
  exchanges: readonly RawExchange[],
  options: ExplainExchangeOptions = {},
): Promise<Diagnosis[]> {
  const groups = new Map<string, Together>();
  const looks = exchanges.map((exchange, place) => look(exchange, place, groups));
  const diagnoses: Diagnosis[] = [];
  for (const [place, exchange] of exchanges.entries()) {
    const diagnosis = await explainExchange(exchange, options);
    const found = looks[place];
    diagnoses.push(found === undefined ? diagnosis : relate(diagnosis, exchange, place, found));
  }
  return diagnoses;
}

/** What was seen of all that the same page asks in the same way of the same object, by whatever query. */
interface Together {
  /** The addresses of which an answer allows the page. */
  readonly allowed: Set<string>;
  /** The place of the last preflight that was refused, by the names that it asks for. */
  readonly lastRefused: Map<string, number>;
  /** The presigned addresses that were asked for permission. */
  readonly signed: Set<string>;
  /** Whether preflights passed, by address and names. */
  readonly outcomes: Map<string, Set<boolean>>;
}

/** One exchange among them. */
interface Look {
  readonly together: Together;
  /** Those that it asks for. */
  readonly names: string;
  /** `null`: no preflight was seen. */
  readonly passes: boolean | null;
  /** The outcomes of preflights that ask for the same names at the same address. */
  readonly outcomes: Set<boolean>;
}

/** Each exchange is looked at once: recordings may hold thousands of one object. */
function look(exchange: RawExchange, place: number, groups: Map<string, Together>): Look {
  const { origin, method, url } = exchange.request;
  const together = getOrAdd(
    groups,
    `${origin} ${method} ${showAddress(url)}`,
    (): Together => ({
      allowed: new Set(),
      lastRefused: new Map(),
      signed: new Set(),
      outcomes: new Map(),
    }),
  );
  const names = describeExchange(exchange).explained.unsafeHeaders.join();
  const outcomes = getOrAdd(together.outcomes, `${url} ${names}`, () => new Set<boolean>());
  // Nothing is told by what may be another's.
  const passes = hasAlternatives(exchange) ? null : preflightPasses(exchange);
  if (passes !== null) outcomes.add(passes);
  if (passes === false) together.lastRefused.set(names, place);
  if (allowsOrigin(exchange)) together.allowed.add(url);
  if (exchange.preflight?.response != null && isPresigned(url)) together.signed.add(url);
  return { together, names, passes, outcomes };
}

function getOrAdd<Value>(values: Map<string, Value>, key: string, make: () => Value): Value {
  const value = values.get(key) ?? make();
  values.set(key, value);
  return value;
}

function relate(diagnosis: Diagnosis, exchange: RawExchange, place: number, found: Look): Diagnosis {
  const code = sharperCode(diagnosis, exchange, place, found);
  const notes = [...diagnosis.notes, ...notesAmong(exchange, found)];
  if (code === null) return { ...diagnosis, notes };
  // What else was seen need not be why: the answer may be an error that never carries the headers, or the store's own.
  const { request, undecided } = diagnosis;
  const isStale = code === 'act.stale-preflight';
  const { candidates = [], command = isStale ? preflightCommand(request) : readCommand(request) } =
    undecided ?? {};
  const others = new Set([diagnosis.code, ...candidates]);
  others.delete(code);
  const open = { candidates: [...others], command };
  return { ...diagnosis, code, confidence: 'strong', stage: 'response', notes, undecided: open };
}

/** Answers without permission are told apart by what else was seen. */
function sharperCode(
  { code, request }: Diagnosis,
  exchange: RawExchange,
  place: number,
  { together: { allowed, lastRefused }, names }: Look,
): DiagnosisCode | null {
  const isUnexplained =
    code === 'act.no-acao' ||
    code === 'cache.cdn-poison' ||
    code === 'cache.http-poison' ||
    code === 'act.error-without-cors';
  if (!isUnexplained || exchange.response == null || hasAlternatives(exchange)) return null;
  // It went out without a preflight that a later one would not have passed.
  if (
    request.needsPreflight &&
    exchange.isFromTerminal !== true &&
    exchange.preflight?.response == null &&
    (lastRefused.get(names) ?? -1) > place
  )
    return 'act.stale-preflight';
  // Another address, even by its query alone, may be another object, or have other rules in front.
  const isAllowed = allowed.has(exchange.request.url);
  if (code === 'act.error-without-cors' || !isAllowed || !isReading(request.method)) return null;
  if (exchange.servedBy === 'browser-cache') return 'cache.http-poison';
  // The store allows it: what has no such headers was kept.
  return code === 'act.no-acao' ? 'cache.cdn-poison' : null;
}

function notesAmong({ request }: RawExchange, { together, passes, outcomes }: Look): DiagnosisNote[] {
  const notes: DiagnosisNote[] = [];
  if (passes !== null && outcomes.size === 2) notes.push({ code: 'pre.propagation', value: '' });
  if (together.signed.has(request.url) && together.signed.size > 1) {
    notes.push({ code: 'cache.preflight-per-url', value: String(together.signed.size) });
  }
  return notes;
}

function hasAlternatives({ alternatives = [] }: RawExchange): boolean {
  return alternatives.length > 0;
}

/** `null`: none was seen. */
export function preflightPasses(exchange: RawExchange): boolean | null {
  const preflight = exchange.preflight?.response ?? null;
  if (preflight === null) return null;
  return checkCors({ request: describeExchange(exchange).explained, preflight, response: null }).allowed;
}

/** Whether the last answer allows the page, as far as its origin goes. */
function allowsOrigin({ request, response }: RawExchange): boolean {
  if (response == null) return false;
  const allowed = headerOf(response, 'access-control-allow-origin');
  return allowed === '*' || allowed === request.origin;
}
