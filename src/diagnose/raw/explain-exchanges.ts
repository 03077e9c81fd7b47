import { checkCors } from '../../fetch-standard/check-cors.js';
import { showAddress } from '../../fetch-standard/show-address.js';
import type { Diagnosis, DiagnosisNote } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import { describeExchange } from './describe-exchange.js';
import { type ExplainExchangeOptions, explainExchange } from './explain-exchange.js';
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
  const diagnoses: Diagnosis[] = [];
  for (const exchange of exchanges) diagnoses.push(await explainExchange(exchange, options));
  return diagnoses.map((diagnosis, index) => relate(diagnosis, exchanges, index));
}

function relate(diagnosis: Diagnosis, exchanges: readonly RawExchange[], index: number): Diagnosis {
  const exchange = exchanges[index];
  if (exchange === undefined) return diagnosis;
  const others = exchanges.filter((other, place) => place !== index && isAlike(exchange, other));
  const later = exchanges.filter((other, place) => place > index && isAlike(exchange, other));
  const code = sharperCode(diagnosis, exchange, others, later);
  const notes = [...diagnosis.notes, ...notesAmong(exchange, exchanges)];
  return code === null
    ? { ...diagnosis, notes }
    : { ...diagnosis, code, confidence: 'strong', stage: 'response', notes };
}

/** Answers without permission are told apart by what else was seen. */
function sharperCode(
  { code, request }: Diagnosis,
  exchange: RawExchange,
  others: readonly RawExchange[],
  later: readonly RawExchange[],
): DiagnosisCode | null {
  const isUnexplained =
    code === 'act.no-acao' ||
    code === 'cache.cdn-poison' ||
    code === 'cache.http-poison' ||
    code === 'act.error-without-cors';
  if (!isUnexplained || exchange.response == null) return null;
  // It went out without a preflight that a later one would not have passed.
  const isRefusedLater = later.some((other) => preflightPasses(other) === false);
  if (request.needsPreflight && exchange.preflight?.response == null && isRefusedLater)
    return 'act.stale-preflight';
  if (code === 'act.error-without-cors') return null;
  const hasAllowed = others.some((other) => other.response != null && allowsOrigin(other));
  if (!hasAllowed) return null;
  if (exchange.servedBy === 'browser-cache') return 'cache.http-poison';
  // The store allows it; only this address has an answer without the headers.
  return code === 'act.no-acao' ? 'cache.cdn-poison' : null;
}

function notesAmong(exchange: RawExchange, exchanges: readonly RawExchange[]): DiagnosisNote[] {
  const alike = exchanges.filter((other) => isAlike(exchange, other));
  const notes: DiagnosisNote[] = [];
  const outcomes = new Set(
    alike
      .filter((other) => asksTheSame(exchange, other))
      .map(preflightPasses)
      .filter((passed) => passed !== null),
  );
  if (preflightPasses(exchange) !== null && outcomes.size === 2)
    notes.push({ code: 'pre.propagation', value: '' });
  const urls = new Set(
    alike
      .filter((other) => other.preflight?.response != null && isPresigned(other.request.url))
      .map(({ request }) => request.url),
  );
  if (urls.has(exchange.request.url) && urls.size > 1) {
    notes.push({ code: 'cache.preflight-per-url', value: String(urls.size) });
  }
  return notes;
}

/** The same page asks for the same object in the same way, by whatever query. */
function isAlike({ request: a }: RawExchange, { request: b }: RawExchange): boolean {
  return a.origin === b.origin && a.method === b.method && showAddress(a.url) === showAddress(b.url);
}

/** Whether two ask for the same names at the same address. */
function asksTheSame(a: RawExchange, b: RawExchange): boolean {
  const names = (exchange: RawExchange) => describeExchange(exchange).explained.unsafeHeaders.join(',');
  return a.request.url === b.request.url && names(a) === names(b);
}

/** `null`: none was seen. */
function preflightPasses(exchange: RawExchange): boolean | null {
  const preflight = exchange.preflight?.response ?? null;
  if (preflight === null) return null;
  return checkCors({ request: describeExchange(exchange).explained, preflight, response: null }).allowed;
}

function allowsOrigin({ request, response }: RawExchange): boolean {
  if (response == null) return false;
  const allowed = headerOf(response, 'access-control-allow-origin');
  return allowed === '*' || allowed === request.origin;
}
