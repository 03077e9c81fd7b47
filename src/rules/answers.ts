import type { ActualRequest, CorsResponse, HeaderEntry, PreflightRequest } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';
import { askedNames } from './asked-names.js';
import { headerMatcher } from './header-matcher.js';
import { matchesOrigin } from './matches-origin.js';
import { headerName } from './reading.js';
import type { AnswerStyle, RuleSemantics, RuleSettings } from './rule-semantics.js';

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
  const echoed: readonly boolean[] =
    style.credentialsOnEcho === 'unknown' ? [false, true] : [style.credentialsOnEcho];
  const asked = answeredNames(rule, semantics, request);
  const allowed: readonly (string | null)[] = asked.length > 0 ? style.allowHeaders(asked, rule) : [null];
  const answers = originsOf(rule, semantics, request).flatMap((origin) =>
    (origin === 'echo' ? echoed : [false]).flatMap((credentials) =>
      methodsOf(rule, semantics, request).flatMap((methods) =>
        allowed.flatMap((names) =>
          statusesOf(style, request).map((status) =>
            answer(rule, semantics, settings, request, { status, origin, credentials, methods, names }),
          ),
        ),
      ),
    ),
  );
  return answers as [CorsResponse, ...CorsResponse[]];
}

function originsOf(
  rule: CorsRule,
  semantics: RuleSemantics,
  request: PreflightRequest | ActualRequest,
): readonly ('star' | 'echo')[] {
  const { answer: style } = semantics;
  const isOther = (pattern: string) =>
    pattern !== '*' && request.origin !== null && matchesOrigin(pattern, request.origin, semantics);
  if (!rule.allowedOrigins.includes('*')) {
    const isNamed = request.origin !== null && rule.allowedOrigins.includes(request.origin);
    return style.patternOrigin === 'echo' || isNamed ? ['echo'] : ['echo', 'star'];
  }
  if (style.starToAnonymous && request.kind === 'actual') {
    if (request.authorized === undefined) return ['star', 'echo'];
    if (!request.authorized) return ['star'];
  }
  if (style.starOrigin === 'echo') return ['echo'];
  // Lookalikes of S3 disagree on a rule that names an origin twice, once by a star.
  return style.starOrigin === 'unknown' || rule.allowedOrigins.some(isOther) ? ['star', 'echo'] : ['star'];
}

/** What `Access-Control-Allow-Methods` may name. How a star for all methods is answered is known of no store that has one. */
function methodsOf(
  rule: CorsRule,
  semantics: RuleSemantics,
  request: PreflightRequest | ActualRequest,
): readonly (readonly string[])[] {
  const asked = [methodOf(semantics, request)];
  if (semantics.answer.methods === 'asked') return [asked];
  const isStar = semantics.methodStar && rule.allowedMethods.includes('*');
  return isStar ? [rule.allowedMethods, asked] : [rule.allowedMethods];
}

function statusesOf(style: AnswerStyle, request: PreflightRequest | ActualRequest): readonly number[] {
  return request.kind === 'preflight' ? style.preflightStatuses : [200];
}

/** The names that `Access-Control-Allow-Headers` is about. */
function answeredNames(
  rule: CorsRule,
  semantics: RuleSemantics,
  request: PreflightRequest | ActualRequest,
): string[] {
  if (request.kind === 'preflight') return askedNames(request.headers, semantics);
  if (semantics.askedOnActual !== 'method') return [];
  const isAllowed = headerMatcher(rule.allowedHeaders ?? [], true, semantics.wildcardOverlap);
  return askedNames(request.askedHeaders ?? [], semantics).filter((name) => isAllowed(headerName(name)));
}

/** What may differ between answers of one rule. */
interface Choice {
  readonly status: number;
  readonly origin: 'star' | 'echo';
  readonly credentials: boolean;
  readonly methods: readonly string[];
  readonly names: string | null;
}

function answer(
  rule: CorsRule,
  semantics: RuleSemantics,
  settings: RuleSettings,
  request: PreflightRequest | ActualRequest,
  choice: Choice,
): CorsResponse {
  const { answer: style } = semantics;
  const allowOrigin = choice.origin === 'star' ? '*' : (request.origin ?? '');
  const headers: HeaderEntry[] = [
    ['Access-Control-Allow-Origin', allowOrigin],
    ['Access-Control-Allow-Methods', choice.methods.join(style.methodSeparator)],
  ];
  const vary = style.vary(settings, allowOrigin);
  if (vary !== null) headers.push(['Vary', vary]);
  if (choice.credentials) headers.push(['Access-Control-Allow-Credentials', 'true']);
  if (choice.names !== null) headers.push(['Access-Control-Allow-Headers', choice.names]);
  const exposed = rule.exposeHeaders ?? [];
  if (exposed.length > 0)
    headers.push(['Access-Control-Expose-Headers', exposed.join(style.exposeSeparator)]);
  const maxAge = rule.maxAgeSeconds === undefined ? style.absentMaxAge : String(rule.maxAgeSeconds);
  if (maxAge !== null && maxAge !== 'unknown') headers.push(['Access-Control-Max-Age', maxAge]);
  const unknown = [
    ...(maxAge === 'unknown' ? ['access-control-max-age'] : []),
    ...style.unknown,
    ...(request.kind === 'preflight' ? [] : style.unknownOnActual),
  ];
  return { status: choice.status, headers, ...(unknown.length > 0 ? { unknown } : {}) };
}

/** The method that was asked for. */
function methodOf({ askedOnActual }: RuleSemantics, request: PreflightRequest | ActualRequest): string {
  const isAsked = request.kind === 'actual' && askedOnActual !== 'ignored';
  return (isAsked ? request.askedMethod : null) ?? request.method ?? '';
}

/** The rule that a bucket without any stands for, on stores that then allow all. */
export const PERMISSIVE_RULE: CorsRule = {
  allowedOrigins: ['*'],
  allowedMethods: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'],
  allowedHeaders: ['*'],
};
