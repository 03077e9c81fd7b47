import type { ActualRequest, CorsResponse, PreflightRequest } from '../model/cors-exchange.js';
import type { CorsRule } from '../model/cors-rule.js';
import { answersOf } from './answers.js';
import type { Doubt, Evaluation } from './evaluation.js';
import { rankRules } from './rank-rules.js';
import { headerName } from './reading.js';
import { refusePreflight } from './refuse-preflight.js';
import type { RefusalAnswer, RuleSemantics, RuleSettings } from './rule-semantics.js';
import { type RuleTrace, traceRule } from './trace-rule.js';

/** What a request asks of the rules. */
export interface AskedOrNot {
  readonly origin: string | null;
  readonly method: string | null;
  readonly headers: readonly string[];
}

/** What the rules say, before it is put into an answer. */
export interface Decision {
  readonly allowed: boolean | null;
  readonly decidingRule: number | null;
  readonly doubts: readonly Doubt[];
  /** The rules that match in the ways of reading, the likeliest first, each once. `null`: there none does. */
  readonly candidates: readonly (CorsRule | null)[];
}

/** What stays the same for all requests. */
export interface EvaluatedRules {
  readonly rules: readonly CorsRule[];
  readonly semantics: RuleSemantics;
  readonly settings: RuleSettings;
}

/** A store carries out an actual request of an origin that it does not know, and says nothing of CORS. */
const WITHOUT_CORS: CorsResponse = { status: 200, headers: [] };

/**
 * An evaluation that makes answer and trace when they are looked at: most callers want only to know whether. A class, since
 * an object with getters of its own costs more to make than the whole decision.
 */
export class LazyEvaluation implements Evaluation {
  readonly allowed: boolean | null;
  readonly decidingRule: number | null;
  readonly doubts: readonly Doubt[];
  readonly #of: EvaluatedRules;
  readonly #request: PreflightRequest | ActualRequest;
  readonly #asked: AskedOrNot;
  readonly #candidates: readonly (CorsRule | null)[];
  #trace: readonly RuleTrace[] | undefined;

  constructor(
    of: EvaluatedRules,
    request: PreflightRequest | ActualRequest,
    asked: AskedOrNot,
    { allowed, decidingRule, doubts, candidates }: Decision,
  ) {
    this.allowed = allowed;
    this.decidingRule = decidingRule;
    this.doubts = doubts;
    this.#of = of;
    this.#request = request;
    this.#asked = asked;
    this.#candidates = candidates;
  }

  get response(): CorsResponse {
    return this.#answersOf(this.#candidates[0] ?? null)[0];
  }

  get alternatives(): readonly CorsResponse[] {
    const [, ...further] = distinct(this.#candidates.flatMap((rule) => this.#answersOf(rule)));
    if (this.#request.kind === 'preflight' && this.doubts.includes('presigned-signature'))
      further.push(this.#of.semantics.refusal(this.#request, 'signature'));
    return further;
  }

  get refusal(): RefusalAnswer | null {
    const { rules, semantics } = this.#of;
    return this.#request.kind === 'preflight' && this.#candidates[0] === null
      ? refusePreflight(rules, semantics, this.#request)
      : null;
  }

  get trace(): readonly RuleTrace[] {
    const { rules, semantics } = this.#of;
    const headers = this.#asked.headers.map(headerName).filter((name) => name !== '');
    const asked = { ...this.#asked, headers };
    this.#trace ??= rules.map((rule, index) => traceRule(rule, index, semantics, asked));
    return this.#trace;
  }

  get nearest(): readonly number[] {
    return rankRules(this.trace);
  }

  /** @param rule - The rule that matches. `null`: none does. */
  #answersOf(rule: CorsRule | null): readonly [CorsResponse, ...CorsResponse[]] {
    const { rules, semantics, settings } = this.#of;
    if (rule !== null) return answersOf(rule, semantics, settings, this.#request);
    return [
      this.#request.kind === 'actual' ? WITHOUT_CORS : refusePreflight(rules, semantics, this.#request),
    ];
  }
}

/** Two rules may be answered alike. */
function distinct(answers: readonly CorsResponse[]): CorsResponse[] {
  return [...new Map(answers.map((answer) => [JSON.stringify(answer), answer])).values()];
}
