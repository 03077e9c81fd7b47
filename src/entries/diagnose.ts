// bucket-preflight/diagnose. Why a request was refused, and the words for it.

export { diagnose } from '../diagnose/diagnose.js';
export type { ExplainExchangeOptions } from '../diagnose/raw/explain-exchange.js';
export { explainExchange } from '../diagnose/raw/explain-exchange.js';
export { explainExchanges } from '../diagnose/raw/explain-exchanges.js';
export type { ExplainMessageOptions, MessageExplanation } from '../diagnose/raw/explain-message.js';
export { explainMessage } from '../diagnose/raw/explain-message.js';
export type {
  RawExchange,
  RawFailure,
  RawPreflight,
  RawRedirect,
  RawRequest,
  RawResponse,
} from '../diagnose/raw/raw-exchange.js';
export { readCurl } from '../diagnose/raw/readers/read-curl.js';
export type { DevToolsEvent } from '../diagnose/raw/readers/read-devtools-events.js';
export { readDevToolsEvents } from '../diagnose/raw/readers/read-devtools-events.js';
export type { ReadExchanges } from '../diagnose/raw/readers/read-exchanges.js';
export { readHar } from '../diagnose/raw/readers/read-har.js';
export type { CauseFacts } from '../explain/cause-facts.js';
export { CAUSE_FACTS } from '../explain/cause-facts.js';
export { describeProbe } from '../explain/describe-probe.js';
export { english } from '../explain/en.js';
export { explainCause } from '../explain/explain-cause.js';
export type { ExplainOptions } from '../explain/explain-diagnosis.js';
export { explainDiagnosis } from '../explain/explain-diagnosis.js';
export type { Explanation } from '../explain/explanation.js';
export type { CauseWords, Condition, Labels, Language, Line, Say } from '../explain/language.js';
export { toText } from '../explain/to-text.js';
export { chinese } from '../explain/zh-cn.js';
export type { CorsRule } from '../model/cors-rule.js';
export type { DiagnoseNotice, DiagnoseOptions } from '../model/diagnose-options.js';
export type { DiagnosedRequest } from '../model/diagnosed-request.js';
export type {
  Confidence,
  Conflict,
  Diagnosis,
  DiagnosisNote,
  Evidence,
  EvidenceKind,
  RawFinding,
  ReadableError,
  Repair,
  RuleVerdict,
  SentRequest,
  Stage,
  Undecided,
} from '../model/diagnosis.js';
export type { DiagnosisCode, NoteCode } from '../model/diagnosis-code.js';
export type { Store } from '../stores/store.js';
export type { Bucket } from '../transport/bucket.js';
