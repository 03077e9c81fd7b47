import type { ActualRequest, CorsResponse, HeaderEntry, PreflightRequest } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';
import type { AnswerStyle, RuleSettings } from './rule-semantics.js';

/**
 * The CORS headers that a store puts on its answer when a rule matched, under the status 200.
 *
 * @returns Every answer that the store may give, as far as it is known, the likeliest first.
 */
export function answersOf(
  rule: CorsRule,
  style: AnswerStyle,
  settings: RuleSettings,
  request: PreflightRequest | ActualRequest,
): readonly [CorsResponse, ...CorsResponse[]] {
  const isStar = rule.allowedOrigins.includes('*');
  const origins: readonly ('star' | 'echo')[] = !isStar
    ? ['echo']
    : style.starOrigin === 'unknown'
      ? ['star', 'echo']
      : [style.starOrigin];
  const echoed: readonly boolean[] =
    style.credentialsOnEcho === 'unknown' ? [false, true] : [style.credentialsOnEcho];
  const asked =
    request.kind === 'preflight' ? request.headers.map((name) => name.trim()).filter(Boolean) : [];
  const allowed: readonly (string | null)[] = asked.length > 0 ? style.allowHeaders(asked, rule) : [null];
  const answers = origins.flatMap((origin) =>
    (origin === 'echo' ? echoed : [false]).flatMap((credentials) =>
      allowed.map((names) => answer(rule, style, settings, request, { origin, credentials, names })),
    ),
  );
  return answers as [CorsResponse, ...CorsResponse[]];
}

/** What may differ between answers of one rule. */
interface Choice {
  readonly origin: 'star' | 'echo';
  readonly credentials: boolean;
  readonly names: string | null;
}

function answer(
  rule: CorsRule,
  style: AnswerStyle,
  settings: RuleSettings,
  { kind, origin, method }: PreflightRequest | ActualRequest,
  choice: Choice,
): CorsResponse {
  const methods = style.methods === 'rule' ? rule.allowedMethods : [method ?? ''];
  const headers: HeaderEntry[] = [
    ['Access-Control-Allow-Origin', choice.origin === 'star' ? '*' : (origin ?? '')],
    ['Access-Control-Allow-Methods', methods.join(style.methodSeparator)],
  ];
  const vary = style.vary(settings);
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
    ...(kind === 'preflight' ? [] : style.unknownOnActual),
  ];
  return { status: 200, headers, ...(unknown.length > 0 ? { unknown } : {}) };
}

/** The rule that a bucket without any stands for, on stores that then allow all. */
export const PERMISSIVE_RULE: CorsRule = {
  allowedOrigins: ['*'],
  allowedMethods: ['GET', 'PUT', 'POST', 'DELETE', 'HEAD'],
  allowedHeaders: ['*'],
};
