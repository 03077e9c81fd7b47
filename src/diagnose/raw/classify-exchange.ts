import type { CorsRefusal, CorsVerdict } from '../../fetch-standard/cors-verdict.js';
import type { SentRequest } from '../../model/diagnosis.js';
import type { DiagnosisCode } from '../../model/diagnosis-code.js';
import type { Store } from '../../stores/store.js';
import type { RuleFinding } from '../infer/classify-by-rules.js';
import { isInLocalNetwork } from '../is-mixed-content.js';
import { type Classification, doubted, likely, open, proven } from './classification.js';
import { classifyAnswer } from './classify-answer.js';
import { classifyPreflight } from './classify-preflight.js';
import type { DescribedExchange } from './describe-exchange.js';
import { failureCode } from './failure-code.js';
import { localFault } from './local-fault.js';
import type { RawExchange, RawFailure, RawResponse } from './raw-exchange.js';
import { headerOf, type ReadAnswer } from './raw-finding.js';
import { isPresigned } from './redact.js';
import { sentOn } from './sent-on.js';
import { cookiesOf, mayFollow, whatIsOpen } from './what-is-open.js';

/** What is known of an exchange beside what was recorded. */
export interface KnownBeside {
  readonly store: Store;
  /** What the rules say, where they are known. */
  readonly byRules: RuleFinding | null;
  /** Whether it is where a redirect led that a preflight is refused. */
  readonly isAtHop: boolean;
}

/**
 * Says what an exchange came to, and what else it may be. Pure.
 *
 * @param answer - The one at which it stopped, or the last one. `null`: none came.
 */
export function classifyExchange(
  exchange: RawExchange,
  described: DescribedExchange,
  verdict: CorsVerdict,
  answer: ReadAnswer | null,
  known: KnownBeside,
): Classification {
  const found = classify(exchange, described, verdict, answer, known);
  const asked = withoutPermission(found, exchange, described, known.byRules);
  return behindRedirect(asked, exchange, described.sent, verdict);
}

function classify(
  exchange: RawExchange,
  described: DescribedExchange,
  verdict: CorsVerdict,
  answer: ReadAnswer | null,
  known: KnownBeside,
): Classification {
  const { explained, sent } = described;
  const { preflight = null, response = null, redirects = [], failure = null, servedBy } = exchange;
  const hidesRefusals = exchange.hidesRefusals === true;
  const answered = preflight?.response ?? null;
  const preflightSeen = answered !== null;
  const stoppedEarly = verdict.allowed === false;
  const isAnswered = response !== null && verdict.allowed === true;
  const failed =
    failure === null ? null : failureCode(failure, isAnswered || (preflightSeen && !stoppedEarly));
  const isFromTerminal = exchange.isFromTerminal === true;
  const isSeen = preflightSeen || response !== null || redirects.length > 0;
  const local = isSeen && !isFromTerminal ? null : localFault(exchange.request);
  // What a browser is known to have sent was not stopped by it. A terminal sends anything.
  const fault = isFromTerminal || failed === null || failed === local ? local : null;
  if (fault === 'env.mixed' && isInLocalNetwork(new URL(sent.url).hostname)) {
    return likely('env.mixed', 'env.lna', 'net.unreachable');
  }
  if (fault !== null) return proven(fault);
  const unsaid = () => whatIsOpen(sent, answered, known.store);
  // The page may do without the body, or without all of it; and what breaks off need not be the connection.
  if (isAnswered && failed === 'env.abort') return likely(readCode(response), failed);
  if (isAnswered && failed === 'net.reset-upload')
    return hidesRefusals ? likely(failed, 'env.abort', readCode(response)) : likely(failed);
  // An answer that is refused says more than that the request then failed, unless nothing but its own failure is left.
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
    const found = classifyAnswer({
      ...shared,
      needsPreflight: sent.needsPreflight,
      ...{ preflightSeen, servedBy, isFromTerminal, hidesRefusals },
    });
    const isRedirect = verdict.blockedAt === 'redirect';
    // Who comes with cookies need not be sent on.
    return isFromTerminal && isRedirect && exchange.request.credentials === undefined
      ? doubted(found, 'ok.allowed', ...cookiesOf(answer.response, exchange))
      : found;
  }
  // Where it was sent on to is not recorded.
  if (response === null && redirects.length > 0 && failure === null)
    return doubted(likely('act.redirect'), 'ok.allowed', ...(unsaid().candidates ?? []));
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
  // Nor is it written whether its end came.
  const unended: readonly DiagnosisCode[] = hidesRefusals ? ['net.reset-upload', 'env.abort'] : [];
  return doubted(proven(readCode(response)), ...cookiesOf(response, exchange), ...unended);
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
  return doubted(found, ...refusals);
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
  // What a terminal sent and no browser sends was never sent on.
  const isUnsent = exchange.isFromTerminal === true && found.code.startsWith('env.');
  if (!(isAnswer || isFailure) || isUnsent || /^(pre\.cred-|undecided$)/.test(found.code)) return found;
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
