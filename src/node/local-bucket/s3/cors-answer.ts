import type { HeaderEntry, PreflightRequest } from '../../../model/cors-exchange.js';
import { evaluateRules } from '../../../rules/evaluate-rules.js';
import { type Answer, headerOf, type RequestHead } from '../exchange.js';
import type { S3Target } from './parse-target.js';
import { type ErrorMember, S3Error } from './s3-error.js';
import type { S3Service } from './s3-service.js';

/**
 * The answer to a preflight. It needs no signature, since a browser has none to give.
 *
 * @throws S3Error the store's refusal, without a CORS header.
 */
export function answerPreflight(request: RequestHead, target: S3Target, service: S3Service): Answer {
  const bucket = target.bucket === null ? undefined : service.store.get(target.bucket);
  const preflight: PreflightRequest = {
    kind: 'preflight',
    origin: headerOf(request, 'origin'),
    method: headerOf(request, 'access-control-request-method'),
    headers: askedHeaders(request),
  };
  const { response, refusal } = evaluateRules(bucket?.rules ?? [], service, preflight);
  if (refusal === null) return { ...response, body: '' };
  const missing = bucket === undefined && preflight.origin !== null;
  const answer = missing ? service.ruleSemantics.refusal(preflight, 'no-bucket') : refusal;
  // The two further elements are S3's way of this one refusal.
  const resource = target.key === null || (bucket?.rules.length ?? 0) === 0 ? 'BUCKET' : 'OBJECT';
  const members = answer.code === 'AccessForbidden' ? refusedMembers(request, resource) : [];
  throw new S3Error(answer.status, answer.code, answer.message, members, answer.headers);
}

/** The CORS headers of an answer other than a preflight's. Empty, without `Vary`, when no rule matches. */
export function corsHeadersOf(
  request: RequestHead,
  target: S3Target,
  service: S3Service,
): readonly HeaderEntry[] {
  const bucket = target.bucket === null ? undefined : service.store.get(target.bucket);
  return evaluateRules(bucket?.rules ?? [], service, {
    kind: 'actual',
    origin: headerOf(request, 'origin'),
    method: request.method,
    askedMethod: headerOf(request, 'access-control-request-method'),
    askedHeaders: askedHeaders(request),
  }).response.headers;
}

function askedHeaders(request: RequestHead): string[] {
  return (headerOf(request, 'access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}

function refusedMembers(request: RequestHead, resource: 'BUCKET' | 'OBJECT'): ErrorMember[] {
  const method = headerOf(request, 'access-control-request-method');
  return [
    ['Method', method ?? 'OPTIONS'],
    ['ResourceType', resource],
  ];
}
