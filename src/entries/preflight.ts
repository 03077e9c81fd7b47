// bucket-preflight/preflight. The two pure functions that decide every preflight, and what a browser asks for.
export type { CorsExchange, CorsRedirect } from '../fetch-standard/check-cors.js';
export { checkCors } from '../fetch-standard/check-cors.js';
export type {
  CheckedRequest,
  CredentialsMode,
  RedirectMode,
  RequestApi,
  RequestMode,
} from '../fetch-standard/checked-request.js';
export type {
  CorsAllowed,
  CorsCheckFailure,
  CorsNote,
  CorsRefusal,
  CorsUnknown,
  CorsVerdict,
  PolicyFailure,
  PreflightFailure,
  RedirectFailure,
  RefusalCode,
} from '../fetch-standard/cors-verdict.js';
export type { CacheMode, Engine, PreflightCacheHabits } from '../fetch-standard/engines/engine.js';
export { explainRequest } from '../fetch-standard/explain-request.js';
export type { DropReason } from '../fetch-standard/forbidden-header.js';
export type {
  DroppedHeader,
  ExplainedRequest,
  PageBody,
  PageRequest,
} from '../fetch-standard/page-request.js';
export type { PreflightCause } from '../fetch-standard/preflight-cause.js';
export type { UnsafeReason } from '../fetch-standard/unsafe-header.js';
export type { CorsConfiguration } from '../model/cors-configuration.js';
export type { ActualRequest, CorsResponse, HeaderEntry, PreflightRequest } from '../model/cors-exchange.js';
export type { CorsRule } from '../model/cors-rule.js';
export type { RuleStore } from '../rules/compile-rules.js';
export { evaluateRules } from '../rules/evaluate-rules.js';
export type { Doubt, Evaluation } from '../rules/evaluation.js';
export type { NearMiss, NearMissKind } from '../rules/near-miss.js';
export type {
  AnswerStyle,
  RefusalAnswer,
  RefusalSituation,
  RuleSelection,
  RuleSemantics,
  RuleSettings,
} from '../rules/rule-semantics.js';
export type { RuleTrace } from '../rules/trace-rule.js';
