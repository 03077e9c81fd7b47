import type { AskedRequest } from '../../cors/is-allowed-by-rules.js';
import { CAUSE_FACTS } from '../../explain/cause-facts.js';
import { checkCors } from '../../fetch-standard/check-cors.js';
import type { CorsRefusal, CorsVerdict } from '../../fetch-standard/cors-verdict.js';
import { isToken } from '../../fetch-standard/is-token.js';
import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { Diagnosis, Evidence, SentRequest } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import { s3 } from '../../stores/s3.js';
import type { Store } from '../../stores/store.js';
import { blankDiagnosis, repairsFor, rulesLookedAt } from '../conclude.js';
import { preflightCommand, readCommand } from '../decide-command.js';
import type { RuleFinding } from '../infer/classify-by-rules.js';
import { isInLocalNetwork } from '../is-mixed-content.js';
import { judgeByRules } from '../judge-by-rules.js';
import { answerNotes } from './answer-notes.js';
import { type Classification, likely, open, proven } from './classification.js';
import { classifyAnswer } from './classify-answer.js';
import { classifyPreflight } from './classify-preflight.js';
import { type DescribedExchange, describeExchange } from './describe-exchange.js';
import { failureCode } from './failure-code.js';
import { joinAlternatives } from './join-alternatives.js';
import { leaveBrowserCacheOpen } from './leave-browser-cache-open.js';
import { localFault } from './local-fault.js';
import { MENDED_BY_RULES } from './mended-by-rules.js';
import type { RawExchange, RawFailure, RawResponse } from './raw-exchange.js';
import { headerOf, type ReadAnswer, rawFinding, readAnswer } from './raw-finding.js';
import { isPresigned, showToken } from './redact.js';
import { isRefusedAtHop, sentOn } from './sent-on.js';
import { cookiesOf, mayFollow, whatIsOpen } from './what-is-open.js';

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
  const found = behindRedirect(
    withoutPermission(classify(exchange, described, verdict, answer, known), exchange, described, byRules),
    exchange,
    sent,
    verdict,
  );
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

function classify(
  exchange: RawExchange,
  described: DescribedExchange,
  verdict: CorsVerdict,
  answer: ReadAnswer | null,
  known: { readonly store: Store; readonly byRules: RuleFinding | null; readonly isAtHop: boolean },
): Classification {
  const { explained, sent } = described;
  const { preflight = null, response = null, redirects = [], failure = null, servedBy } = exchange;
  const isSeen = preflight?.response != null || response !== null || redirects.length > 0;
  // What is known to have failed otherwise was not stopped by it.
  const named = failure === null ? null : failureCode(failure, false);
  const local = isSeen ? null : localFault(exchange.request);
  const fault = named === null || named === local ? local : null;
  if (fault === 'env.mixed' && isInLocalNetwork(new URL(sent.url).hostname)) {
    return likely('env.mixed', 'env.lna', 'net.unreachable');
  }
  if (fault !== null) return proven(fault);
  const answered = preflight?.response ?? null;
  const preflightSeen = answered !== null;
  const unsaid = () => whatIsOpen(sent, answered, known.store);
  const stoppedEarly = verdict.allowed === false;
  const isAnswered = response !== null && verdict.allowed === true;
  const failed =
    failure === null ? null : failureCode(failure, isAnswered || (preflightSeen && !stoppedEarly));
  // An answer that is refused says more than that the request then failed, unless nothing but its own failure is left.
  // The page may do without the body, or without all of it; and what breaks off need not be the connection.
  if (isAnswered && failed === 'env.abort') return likely(readCode(response), failed);
  if (isAnswered && failed === 'net.reset-upload') return likely(failed);
  if (failed !== null && (!stoppedEarly || failed.startsWith('env.')))
    return classifyFailure(failed, failure, sent.needsPreflight && !preflightSeen);
  if (servedBy === 'service-worker' && (stoppedEarly || (failure !== null && response === null))) {
    // What a worker makes up itself is not checked.
    const mayBeRead: DiagnosisCode[] = failure === null && response !== null ? ['ok.allowed'] : [];
    return likely('env.sw', 'act.no-acao', ...mayBeRead);
  }
  if (stoppedEarly && answer !== null) {
    const shared = {
      request: explained,
      refusal: verdict,
      answer,
      byRules: known.byRules,
      store: known.store,
    };
    if (verdict.blockedAt === 'preflight') {
      const isPresignedUrl = isPresigned(exchange.request.url);
      const refused = { ...shared, isPresigned: isPresignedUrl };
      // The address that was asked let it out: it is where it was sent on to that does not.
      return known.isAtHop
        ? likely('act.redirect', classifyPreflight({ ...refused, byRules: null }).code)
        : classifyPreflight(refused);
    }
    if (isOtherOriginOfTerminal(exchange, verdict, answer))
      return open('ok.allowed', 'act.acao-mismatch', 'act.redirect');
    const isFromTerminal = exchange.isFromTerminal === true;
    return classifyAnswer({
      ...shared,
      needsPreflight: sent.needsPreflight,
      ...{ preflightSeen, servedBy, isFromTerminal, hidesRefusals: exchange.hidesRefusals === true },
    });
  }
  if (verdict.allowed === null) {
    return verdict.unknown.includes('location') ? likely('act.redirect') : unsaid();
  }
  if (response === null) {
    return preflightSeen && failure === null
      ? likely('ok.allowed', ...mayFollow(answered, exchange))
      : unsaid();
  }
  if (response.status === 511) return proven('net.captive');
  // An answer came, and the page did not get it.
  if (failure !== null) return unsaid();
  const cookies = cookiesOf(response, exchange);
  return cookies.length === 0 ? proven(readCode(response)) : likely(readCode(response), ...cookies);
}

/** What is said of an answer that the page was given. */
function readCode({ status }: RawResponse): DiagnosisCode {
  return status >= 300 && status !== 304 ? 'act.readable-error' : 'ok.allowed';
}

/** What was sent without asking for permission proves nothing of a browser's, which asks first, and may get none. */
function withoutPermission(
  found: Classification,
  { preflight, isFromTerminal }: RawExchange,
  { sent }: DescribedExchange,
  byRules: RuleFinding | null,
): Classification {
  const isUnasked = isFromTerminal === true && sent.needsPreflight && preflight?.response == null;
  if (!isUnasked || /^(net|env)\./.test(found.code)) return found;
  const { code = null } = byRules ?? {};
  // The rules that are known may be no longer the bucket's.
  const refusals: DiagnosisCode[] =
    code === null || code === 'unknown' ? ['pre.refused'] : [code, 'pre.refused'];
  const others = new Set([...(found.candidates ?? []), ...refusals].filter((each) => each !== found.code));
  return found.confidence === 'proof' ? likely(found.code, ...others) : { ...found, candidates: [...others] };
}

/** What failed at another origin to which a redirect led is not the first one's doing: the page did not reckon with the redirect. */
function behindRedirect(
  found: Classification,
  exchange: RawExchange,
  sent: SentRequest,
  verdict: CorsVerdict,
): Classification {
  const isAnswer = verdict.allowed === false && verdict.blockedAt === 'response';
  const isOfNetwork = /^(net\.|env\.|pre\.(timeout|reset)$)/.test(found.code);
  const isFailure = verdict.allowed !== false && exchange.response == null && isOfNetwork;
  if (!(isAnswer || isFailure) || /^(pre\.cred-|undecided$)/.test(found.code)) return found;
  return sentOn(exchange, sent) === null
    ? found
    : likely('act.redirect', found.code, ...(found.candidates ?? []));
}

/** Behind a redirect to another origin a browser sends the origin `null`, and a terminal goes on to send the page's. */
function isOtherOriginOfTerminal(
  { isFromTerminal, request }: RawExchange,
  refusal: CorsRefusal,
  { response }: ReadAnswer,
): boolean {
  const allowed = headerOf(response, 'access-control-allow-origin');
  return isFromTerminal === true && refusal.origin !== request.origin && allowed === request.origin;
}

/** Some failures have several causes that look alike. */
function classifyFailure(
  code: NonNullable<ReturnType<typeof failureCode>>,
  failure: RawFailure | null,
  isPreflightOpen: boolean,
): Classification {
  if (code === 'pre.timeout' || code === 'pre.reset') return likely(code, 'net.unreachable', 'pre.waf');
  if (code === 'net.captive') return { code, confidence: 'weak', candidates: ['net.unreachable', 'net.tls'] };
  if (code === 'net.unreachable' && failure !== null) {
    // A recorder that hides preflights writes what became of them at the request.
    const onPreflight = isPreflightOpen ? failureCode({ ...failure, leg: 'preflight' }, false) : null;
    const behind = failureCode({ ...failure, leg: 'request' }, true);
    const others = [onPreflight, behind].filter((other) => other !== null && other !== code);
    return likely(code, ...others);
  }
  if (code === 'env.sw') return likely(code);
  // A terminal trusts other certificates than a browser, and fetches none that are missing.
  if (code === 'net.tls' && failure !== null && !/^(net::|NS_|SEC_|MOZILLA_|SSL_ERROR)/.test(failure.reason))
    return likely(code, 'ok.allowed');
  // Who waits for an answer gives up at some time.
  if (code === 'env.abort')
    return likely(code, 'net.unreachable', ...(isPreflightOpen ? (['pre.timeout'] as const) : []));
  return proven(code);
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
