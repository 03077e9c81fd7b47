import type { ActualRequest, CorsResponse, HeaderEntry, PreflightRequest } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';
import { askedNames } from './asked-names.js';
import { headerMatcher } from './header-matcher.js';
import { matchesOrigin } from './matches-origin.js';
import { headerName } from './reading.js';
import type { RuleSemantics, RuleSettings } from './rule-semantics.js';

/**
 * The CORS headers that a store puts on its answer when a rule matched, under the status of success.
 *
 * @returns Every answer that the store may give, as far as it is known, the likeliest first.
 */
export function answersOf(
  rule: CorsRule,
  semantics: RuleSemantics,
  settings: RuleSettings,
  request: PreflightRequest | ActualRequest,
): readonly [CorsResponse, ...CorsResponse[]] {
  const { answer: style } = semantics;
  const { exposeHeaders = [], maxAgeSeconds } = rule;
  const isPreflight = request.kind === 'preflight';
  const asked = answeredNames(rule, semantics, request);
  const exposed = exposeHeaders.length > 0 ? exposeHeaders.join(style.exposeSeparator) : null;
  const maxAge = maxAgeSeconds === undefined ? style.absentMaxAge : String(maxAgeSeconds);
  const unknown = [
    ...(maxAge === 'unknown' ? ['access-control-max-age'] : []),
    ...style.unknown,
    ...(isPreflight ? [] : style.unknownOnActual),
  ];
  const onEcho = style.credentialsOnEcho === 'unknown' ? [false, true] : [style.credentialsOnEcho];
  const answers: CorsResponse[] = [];
  for (const echoes of whetherEchoed(rule, semantics, request))
    for (const credentials of echoes ? onEcho : [false])
      for (const methods of methodsOf(rule, semantics, request))
        for (const names of asked.length > 0 ? style.allowHeaders(asked, rule) : [null])
          for (const status of isPreflight ? style.preflightStatuses : [200]) {
            const allowOrigin = echoes ? (request.origin ?? '') : '*';
            const headers: readonly (readonly [name: string, value: string | null])[] = [
              ['Access-Control-Allow-Origin', allowOrigin],
              ['Access-Control-Allow-Methods', methods.join(style.methodSeparator)],
              ['Vary', style.vary(settings, allowOrigin)],
              ['Access-Control-Allow-Credentials', credentials ? 'true' : null],
              ['Access-Control-Allow-Headers', names],
              ['Access-Control-Expose-Headers', exposed],
              ['Access-Control-Max-Age', maxAge === 'unknown' ? null : maxAge],
            ];
            answers.push({
              status,
              headers: headers.filter((entry): entry is HeaderEntry => entry[1] !== null),
              ...(unknown.length > 0 ? { unknown } : {}),
            });
          }
  return answers as [CorsResponse, ...CorsResponse[]];
}

/** Whether `Access-Control-Allow-Origin` is the request's origin, or a star: each that may come, the likeliest first. */
function whetherEchoed(
  { allowedOrigins }: CorsRule,
  semantics: RuleSemantics,
  request: PreflightRequest | ActualRequest,
): readonly boolean[] {
  const { starOrigin, patternOrigin, starToAnonymous } = semantics.answer;
  const { origin } = request;
  const isOther = (pattern: string) =>
    pattern !== '*' && origin !== null && matchesOrigin(pattern, origin, semantics);
  if (!allowedOrigins.includes('*')) {
    const isNamed = origin !== null && allowedOrigins.includes(origin);
    return patternOrigin === 'echo' || isNamed ? [true] : [true, false];
  }
  if (starToAnonymous && request.kind === 'actual' && request.authorized !== true)
    return request.authorized === undefined ? [false, true] : [false];
  if (starOrigin === 'echo') return [true];
  // Lookalikes of S3 disagree on a rule that names an origin twice, once by a star.
  return starOrigin === 'unknown' || allowedOrigins.some(isOther) ? [false, true] : [false];
}

/** What `Access-Control-Allow-Methods` may name. How a star for all methods is answered is known of no store that has one. */
function methodsOf(
  { allowedMethods }: CorsRule,
  { askedOnActual, answer, methodStar }: RuleSemantics,
  request: PreflightRequest | ActualRequest,
): readonly (readonly string[])[] {
  const isAsked = request.kind === 'actual' && askedOnActual !== 'ignored';
  const asked = [(isAsked ? request.askedMethod : null) ?? request.method ?? ''];
  if (answer.methods === 'asked') return [asked];
  return methodStar && allowedMethods.includes('*') ? [allowedMethods, asked] : [allowedMethods];
}

/** The names that `Access-Control-Allow-Headers` is about. */
function answeredNames(
  { allowedHeaders = [] }: CorsRule,
  semantics: RuleSemantics,
  request: PreflightRequest | ActualRequest,
): string[] {
  if (request.kind === 'preflight') return askedNames(request.headers, semantics);
  if (semantics.askedOnActual !== 'method') return [];
  const isAllowed = headerMatcher(allowedHeaders, true, semantics.wildcardOverlap);
  return askedNames(request.askedHeaders ?? [], semantics).filter((name) => isAllowed(headerName(name)));
}

/** The rule that a bucket without any stands for, on stores that then allow all. */
export const PERMISSIVE_RULE: CorsRule = {
  allowedOrigins: ['*'],
  allowedMethods: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'],
  allowedHeaders: ['*'],
};
