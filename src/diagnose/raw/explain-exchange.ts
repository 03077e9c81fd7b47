import type { AskedRequest } from '../../cors/is-allowed-by-rules.js';
import { CAUSE_FACTS } from '../../explain/cause-facts.js';
import { checkCors } from '../../fetch-standard/check-cors.js';
import type { CorsVerdict } from '../../fetch-standard/cors-verdict.js';
import { isToken } from '../../fetch-standard/is-token.js';
import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { Diagnosis, Evidence } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import { s3 } from '../../stores/s3.js';
import type { Store } from '../../stores/store.js';
import { blankDiagnosis, repairsFor, rulesLookedAt } from '../conclude.js';
import { preflightCommand, readCommand } from '../decide-command.js';
import type { RuleFinding } from '../infer/classify-by-rules.js';
import { judgeByRules } from '../judge-by-rules.js';
import { answerNotes } from './answer-notes.js';
import { classifyExchange } from './classify-exchange.js';
import { describeExchange } from './describe-exchange.js';
import { joinAlternatives } from './join-alternatives.js';
import { leaveBrowserCacheOpen } from './leave-browser-cache-open.js';
import { MENDED_BY_RULES } from './mended-by-rules.js';
import type { RawExchange, RawResponse } from './raw-exchange.js';
import { rawFinding, readAnswer } from './raw-finding.js';
import { showToken } from './redact.js';
import { isRefusedAtHop, sentOn } from './sent-on.js';

/** What is known beside the exchange. */
export interface ExplainExchangeOptions {
  /** The kind of store that was asked. Default: `s3`. */
  readonly store?: Store;
  /** The bucket's rules, where they are known, or its whole configuration. Default: not known. */
  readonly rules?: CorsConfiguration | readonly CorsRule[];
}

/**
 * The diagnosis of a recorded exchange: what `diagnose()` infers in a page, read from the answers themselves. Reads no
 * clock and no network. Nothing of a query, a body, a cookie or a signature comes out.
 *
 * @returns Never rejects on any strings.
 */
export async function explainExchange(
  exchange: RawExchange,
  options: ExplainExchangeOptions = {},
): Promise<Diagnosis> {
  const found = await explainOne(exchange, options);
  const others: Diagnosis[] = [];
  for (const other of exchange.alternatives ?? []) others.push(await explainOne(other, options));
  const joined = joinAlternatives(found, others);
  return exchange.isFromTerminal === true ? leaveBrowserCacheOpen(joined) : joined;
}

async function explainOne(exchange: RawExchange, options: ExplainExchangeOptions): Promise<Diagnosis> {
  const { store = s3, rules = null } = options;
  const described = describeExchange(exchange);
  const { explained, sent } = described;
  const asked: AskedRequest = { origin: sent.origin, method: sent.method, headers: explained.unsafeHeaders };
  const judgement = rules === null ? null : judgeByRules(rules, store, asked);
  const byRules = judgement?.finding ?? null;
  const verdict = checkCors({
    request: explained,
    preflight: exchange.preflight?.response ?? null,
    redirects: (exchange.redirects ?? []).map(({ response, preflight = null }) => ({ response, preflight })),
    response: exchange.response ?? null,
  });
  const isAtHop = isRefusedAtHop(exchange, described, verdict);
  const refusedAnswer = answerLookedAt(exchange, verdict);
  const answer = refusedAnswer === null ? null : await readAnswer(refusedAnswer, store);
  const known = { store, byRules, isAtHop };
  const found = classifyExchange(exchange, described, verdict, answer, known);
  const isByRules = MENDED_BY_RULES.has(found.code);
  const end = (found.code === 'act.redirect' ? sentOn(exchange, sent) : null) ?? sent;
  const isRead = found.code.startsWith('net.') || (end !== sent && !sent.needsPreflight);
  const openWith = isRead ? readCommand(end) : preflightCommand(end);
  const isReadable = verdict.allowed === true && answer !== null && found.code === 'act.readable-error';
  return blankDiagnosis(sent, evidenceOf(exchange, explained.unsafeHeaders, verdict, isAtHop), {
    store: store.commandName,
    code: found.code,
    stage: found.stage ?? CAUSE_FACTS[found.code].stage,
    confidence: found.confidence,
    conflicts: isAtHop ? [] : conflictsOf(found.code, verdict, byRules),
    ...rulesLookedAt(judgement),
    ruleVerdicts: byRules?.verdicts ?? [],
    repairs:
      isByRules && sent.origin !== 'null' && asked.headers.every(isToken)
        ? repairsFor(judgement, store, asked)
        : [],
    readableError: isReadable
      ? { status: answer.response.status, serviceCode: answer.error.serviceCode, kind: answer.error.kind }
      : null,
    undecided: found.candidates === null ? null : { candidates: found.candidates, command: openWith },
    notes: [...described.notes, ...answerNotes(exchange, verdict, sent)],
    raw: rawFinding(answer, verdict, exchange.failure ?? null),
  });
}

/** The answer at which it stopped, or the last one. */
function answerLookedAt(exchange: RawExchange, verdict: CorsVerdict): RawResponse | null {
  const { preflight, redirects = [], response = null } = exchange;
  if (verdict.allowed !== false) return response ?? redirects.at(-1)?.response ?? preflight?.response ?? null;
  const preflights = [preflight?.response, ...redirects.map((redirect) => redirect.preflight)];
  const candidates =
    verdict.blockedAt === 'preflight'
      ? preflights
      : [...redirects.map((redirect) => redirect.response), response];
  // Of several the last: what came before it passed.
  return (
    candidates.filter((answer) => answer != null && answer.status === verdict.status).at(-1) ??
    response ??
    null
  );
}

function conflictsOf(
  code: DiagnosisCode,
  verdict: CorsVerdict,
  byRules: RuleFinding | null,
): Diagnosis['conflicts'] {
  if (verdict.allowed !== false) return [];
  if (verdict.code === 'header-not-allowed') {
    return (verdict.refusedHeaders ?? []).map((name) => ({ kind: 'headers', members: [showToken(name)] }));
  }
  if (verdict.code === 'method-not-allowed') return [{ kind: 'method', members: [showToken(verdict.value)] }];
  return code === byRules?.code ? byRules.conflicts : [];
}

function evidenceOf(
  exchange: RawExchange,
  headers: readonly string[],
  verdict: CorsVerdict,
  isAtHop: boolean,
): Evidence[] {
  const { request, preflight, redirects = [], response } = exchange;
  const { method } = request;
  const stoppedAt = verdict.allowed !== false ? null : isAtHop ? 'redirect' : verdict.blockedAt;
  const seen = (kind: Evidence['kind'], answer: RawResponse | null, isRefused: boolean): Evidence => ({
    kind,
    method: /^[\w-]{1,32}$/.test(method) ? method : '?',
    headers: kind === 'preflight' ? headers : [],
    passed: answer === null ? null : !isRefused,
    via: answer === null ? 'error' : 'raw',
    ...(answer === null ? {} : { status: answer.status }),
  });
  return [
    ...(preflight == null ? [] : [seen('preflight', preflight.response, stoppedAt === 'preflight')]),
    // What came before the one at which it stopped passed.
    ...redirects.map((redirect) =>
      seen('redirect', redirect.response, stoppedAt === 'redirect' && redirect === redirects.at(-1)),
    ),
    ...(response == null ? [] : [seen('answer', response, stoppedAt === 'response')]),
  ];
}
