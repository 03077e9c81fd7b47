import type { HeaderEntry, PreflightRequest } from '../../model/cors-exchange.js';
import { type CompiledRules, compileRules } from '../../rules/compile-rules.js';
import type { Evaluation } from '../../rules/evaluation.js';
import { type Answer, headerOf } from './exchange.js';
import { explainPreflight } from './explain-preflight.js';
import type { Service } from './service.js';
import { ServiceError } from './service-error.js';
import type { BucketRecord } from './storage/object-storage.js';
import type { ParsedRequest } from './target.js';

/** How one service answers as its buckets' CORS rules say. */
export interface CorsHeaders {
  /**
   * The answer to a preflight. It needs no signature, since a browser has none to give.
   *
   * @throws ServiceError the store's refusal, without a CORS header.
   */
  readonly answerPreflight: (request: ParsedRequest) => Answer;
  /** The CORS headers of an answer other than a preflight's. Empty when no rule matches. */
  readonly headersOf: (request: ParsedRequest) => readonly HeaderEntry[];
}

/** Rules are compiled when a bucket is first asked under them. */
export function createCorsHeaders(service: Service): CorsHeaders {
  const compiled = new WeakMap<BucketRecord, CompiledRules>();
  const without = compileRules([], service);
  const rulesOf = (bucket: BucketRecord | undefined, { rulesInstead }: ParsedRequest): CompiledRules => {
    if (bucket !== undefined && rulesInstead !== undefined) {
      const seen = rulesInstead(bucket.name, bucket.cors?.rules ?? []);
      return compileRules(seen.rules, { ruleSemantics: service.ruleSemantics, ...seen });
    }
    if (bucket === undefined || bucket.cors === null) return without;
    const known = compiled.get(bucket);
    if (known !== undefined) return known;
    const made = compileRules(bucket.cors, service);
    compiled.set(bucket, made);
    return made;
  };
  const bucketOf = ({ at }: ParsedRequest): BucketRecord | undefined =>
    at.bucket === null ? undefined : service.storage.bucket(at.bucket);
  const explain = (
    bucket: BucketRecord | undefined,
    preflight: PreflightRequest,
    evaluation: Evaluation,
  ): readonly HeaderEntry[] | null =>
    service.explain === true
      ? explainPreflight(bucket?.cors?.rules ?? [], service.ruleSemantics, preflight, evaluation)
      : null;
  return {
    answerPreflight: (request) => {
      const bucket = bucketOf(request);
      const preflight: PreflightRequest = {
        kind: 'preflight',
        origin: headerOf(request, 'origin'),
        method: headerOf(request, 'access-control-request-method'),
        headers: askedHeaders(request),
        resource: request.at.key === null ? 'bucket' : 'object',
      };
      const evaluation = rulesOf(bucket, request).evaluate(preflight);
      const { response, refusal } = evaluation;
      if (refusal === null) return { ...response, body: '' };
      const explained = request.rulesInstead === undefined ? explain(bucket, preflight, evaluation) : null;
      if (explained !== null) return { status: 200, headers: explained, body: '' };
      const isMissing = bucket === undefined && preflight.origin !== null;
      const {
        status,
        code,
        message,
        headers,
        members = {},
      } = isMissing ? service.ruleSemantics.refusal(preflight, 'no-bucket') : refusal;
      // Some stores refuse without a word.
      if (code === '') return { status, headers, body: '' };
      throw new ServiceError(status, code, message, Object.entries(members), headers);
    },
    headersOf: (request) =>
      rulesOf(bucketOf(request), request).evaluate({
        kind: 'actual',
        origin: headerOf(request, 'origin'),
        method: request.method,
        askedMethod: headerOf(request, 'access-control-request-method'),
        askedHeaders: askedHeaders(request),
        authorized: headerOf(request, 'authorization') !== null,
      }).response.headers,
  };
}

function askedHeaders(request: ParsedRequest): string[] {
  return (headerOf(request, 'access-control-request-headers') ?? '')
    .split(',')
    .map((name) => name.trim())
    .filter((name) => name !== '');
}
