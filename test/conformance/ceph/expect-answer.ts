import type { ActualRequest, HeaderEntry, PreflightRequest } from '../../../src/model/cors-exchange.js';
import type { CompiledRules } from '../../../src/rules/compile-rules.js';
import type { RefusalAnswer } from '../../../src/rules/rule-semantics.js';
import { ceph } from '../../../src/stores/ceph.js';
import type { RawRequest } from './draw-requests.js';
import { METHODS } from './draw-texts.js';

/** What is said of an answer, and can be compared. */
export interface ComparedAnswer {
  /** `null`: no rule decides it. */
  readonly status: number | null;
  /** The CORS headers and `Vary`, names in lower case, sorted. */
  readonly headers: readonly HeaderEntry[];
  /** The error that the body names. `null`: none, or no rule decides it. */
  readonly code: string | null;
}

/** What the rules say that Ceph answers. */
export function expectAnswer(compiled: CompiledRules, raw: RawRequest): ComparedAnswer {
  const request = toRequest(raw);
  const evaluation = compiled.evaluate(request);
  if (request.kind === 'actual') {
    // Whether a rule allows it or not, Ceph carries it out, or refuses it for reasons of its own.
    const isHeard = raw.signing === 'none' || raw.signature === 'good' || ceph.ruleSemantics.corsOnAuthErrors;
    return { status: null, headers: isHeard ? comparable(evaluation.response.headers) : [], code: null };
  }
  if (!isSignatureRefused(raw, request)) {
    const { status, headers } = evaluation.response;
    return { status, headers: comparable(headers), code: evaluation.refusal?.code ?? null };
  }
  // It is among what the evaluator thinks possible, and the last of that.
  const { status, headers, code } = evaluation.alternatives.at(-1) as RefusalAnswer;
  return { status, headers: comparable(headers), code };
}

/** Whether Ceph refuses the signature in the URL of a preflight. It lets a wrong one pass whose key it knows. */
function isSignatureRefused({ signing, signature }: RawRequest, { method }: PreflightRequest): boolean {
  if (signing !== 'url') return false;
  // It looks at the time first, then whether it knows the method, and only then at the key.
  return signature === 'expired' || (signature === 'unknown-key' && METHODS.includes(method ?? ''));
}

/** The headers that CORS is about, in one order. */
export function comparable(headers: readonly HeaderEntry[]): readonly HeaderEntry[] {
  return headers
    .map(([name, value]): HeaderEntry => [name.toLowerCase(), value])
    .filter(([name]) => name === 'vary' || name.startsWith('access-control-'))
    .sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
}

function toRequest({ method, signing, lines }: RawRequest): PreflightRequest | ActualRequest {
  // Of several lines of one name Ceph knows the last.
  const last = (wanted: string): string | null =>
    lines
      .filter(([name]) => name.toLowerCase() === wanted)
      .at(-1)?.[1]
      .trim() ?? null;
  const origin = last('origin');
  const askedMethod = last('access-control-request-method');
  const askedHeaders = last('access-control-request-headers')?.split(',') ?? [];
  return method === 'OPTIONS'
    ? { kind: 'preflight', origin, method: askedMethod, headers: askedHeaders, presigned: signing === 'url' }
    : { kind: 'actual', origin, method, askedMethod, askedHeaders, authorized: signing === 'headers' };
}
