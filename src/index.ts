export type { BucketOptions } from './client/bucket-options.js';
export { createBucket } from './client/create-bucket.js';
export { getObject } from './client/get-object.js';
export { prepareBucket } from './client/prepare-bucket.js';
export { type PutObjectOptions, type PutObjectResult, putObject } from './client/put-object.js';
export type { CorsLoss, CorsLossCode, ExampleRequest } from './cors/convert/cors-loss.js';
export type { ConvertedToStore, CorsConversion } from './cors/convert-cors.js';
export { convertCors } from './cors/convert-cors.js';
export { corsIssueInWords } from './cors/cors-issue-in-words.js';
export { corsLossInWords } from './cors/cors-loss-in-words.js';
export { deleteBucketCors } from './cors/delete-bucket-cors.js';
export type { CorsDocument, CorsDocumentShape, DocumentWarning } from './cors/documents/cors-document.js';
export { getBucketCors } from './cors/get-bucket-cors.js';
export type { AskedRequest } from './cors/is-allowed-by-rules.js';
export type { KeepingStore } from './cors/is-same-configuration.js';
export { isSameConfiguration } from './cors/is-same-configuration.js';
export { type AppliedCors, type ApplyCorsOptions, applyCors } from './cors/plan/apply-cors.js';
export { changedRequests, type ExpectedRequest } from './cors/plan/changed-requests.js';
export type { CorsPlan, CorsUndo } from './cors/plan/cors-plan.js';
export { type PlanCorsOptions, planCors, type WantedConfiguration } from './cors/plan/plan-cors.js';
export type { FieldChange, RuleChange } from './cors/plan/rule-changes.js';
export type { Timing } from './cors/plan/timing.js';
export { undoCors } from './cors/plan/undo-cors.js';
export { type VerifiedCors, type VerifyCorsOptions, verifyCors } from './cors/plan/verify-cors.js';
export { putBucketCors } from './cors/put-bucket-cors.js';
export { readCorsDocument } from './cors/read-cors-document.js';
export { type CorsRepair, type RepairedUse, type RepairPlan, repairRules } from './cors/repair-rules.js';
export type { CorsOperation, PageUse } from './cors/required/cors-operation.js';
export type { AskedStore } from './cors/required/required-requests.js';
export type { RequiredCorsOptions } from './cors/required-cors.js';
export { requiredCors } from './cors/required-cors.js';
export type { CorsEdit, CorsFix, ListField } from './cors/validate/cors-fix.js';
export type { CorsIssue, CorsIssueEffect, CorsIssueSeverity } from './cors/validate/cors-issue.js';
export { fixCors } from './cors/validate/fix-cors.js';
export type { LintedStore } from './cors/validate/lint.js';
export type { WantedCors } from './cors/validate/wanted-cors.js';
export { validateCors } from './cors/validate-cors.js';
export type { CodeWords, CorsWords } from './cors/words/cors-words.js';
export { chineseCorsWords } from './cors/words/zh-cn.js';
export type { AskForCredentials } from './credentials/ask-for-credentials.js';
export type { Clock, TimeSource } from './credentials/clock.js';
export type { CredentialInput } from './credentials/credential-source.js';
export { type CredentialNeeds, readCredentials } from './credentials/read-credentials.js';
export { diagnose } from './diagnose/diagnose.js';
export { type ExplainExchangeOptions, explainExchange } from './diagnose/raw/explain-exchange.js';
export { explainExchanges } from './diagnose/raw/explain-exchanges.js';
export {
  type ExplainMessageOptions,
  explainMessage,
  type MessageExplanation,
} from './diagnose/raw/explain-message.js';
export type {
  RawExchange,
  RawFailure,
  RawPreflight,
  RawRedirect,
  RawRequest,
  RawResponse,
} from './diagnose/raw/raw-exchange.js';
export { readCurl } from './diagnose/raw/readers/read-curl.js';
export { type DevToolsEvent, readDevToolsEvents } from './diagnose/raw/readers/read-devtools-events.js';
export type { ReadExchanges } from './diagnose/raw/readers/read-exchanges.js';
export { readHar } from './diagnose/raw/readers/read-har.js';
export { CAUSE_FACTS, type CauseFacts } from './explain/cause-facts.js';
export { describeProbe } from './explain/describe-probe.js';
export { english } from './explain/en.js';
export { explainCause } from './explain/explain-cause.js';
export { explainCommand } from './explain/explain-command.js';
export { type ExplainOptions, explainDiagnosis } from './explain/explain-diagnosis.js';
export type { Explanation } from './explain/explanation.js';
export type { CauseWords, Condition, Labels, Language, Line, Say } from './explain/language.js';
export { toMarkdown } from './explain/to-markdown.js';
export { toText } from './explain/to-text.js';
export { chinese } from './explain/zh-cn.js';
export { type CorsExchange, type CorsRedirect, checkCors } from './fetch-standard/check-cors.js';
export type { AddressSpace, NetworkCrossing } from './fetch-standard/check-local-network.js';
export { checkLocalNetwork } from './fetch-standard/check-local-network.js';
export { checkRedirect } from './fetch-standard/check-redirect.js';
export { checkResourcePolicy, type EmbeddedRequest } from './fetch-standard/check-resource-policy.js';
export type {
  CheckedRequest,
  CredentialsMode,
  RedirectMode,
  RequestApi,
  RequestMode,
} from './fetch-standard/checked-request.js';
export type { ConsoleReading } from './fetch-standard/console/console-reading.js';
export type { ConsoleMessage } from './fetch-standard/console/read-console-message.js';
export { readConsoleMessage } from './fetch-standard/console/read-console-message.js';
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
} from './fetch-standard/cors-verdict.js';
export { browsers } from './fetch-standard/engines/browsers.js';
export { chromium } from './fetch-standard/engines/chromium.js';
export type { CacheMode, Engine, PreflightCacheHabits } from './fetch-standard/engines/engine.js';
export { firefox } from './fetch-standard/engines/firefox.js';
export { standard } from './fetch-standard/engines/standard.js';
export { webkit } from './fetch-standard/engines/webkit.js';
export { explainRequest } from './fetch-standard/explain-request.js';
export type { DropReason } from './fetch-standard/forbidden-header.js';
export type {
  DroppedHeader,
  ExplainedRequest,
  PageBody,
  PageRequest,
} from './fetch-standard/page-request.js';
export { type PredictedRefusal, predictRefusal } from './fetch-standard/predict/predict-refusal.js';
export type {
  ChromiumRefusal,
  FirefoxRefusal,
  WebkitRefusal,
} from './fetch-standard/predict/refusal-words.js';
export { forgetPreflight } from './fetch-standard/preflight-cache/forget-preflight.js';
export { isPreflightKept } from './fetch-standard/preflight-cache/is-preflight-kept.js';
export type {
  CachedRequest,
  KeptPreflight,
  PreflightCache,
} from './fetch-standard/preflight-cache/preflight-cache.js';
export { storePreflight } from './fetch-standard/preflight-cache/store-preflight.js';
export type { PreflightCause } from './fetch-standard/preflight-cause.js';
export { readableHeaders } from './fetch-standard/readable-headers.js';
export type { RedirectedRequest } from './fetch-standard/redirected-request.js';
export type { UnsafeReason } from './fetch-standard/unsafe-header.js';
export type { Addressing, BucketLocation } from './model/bucket-location.js';
export type { CorsConfiguration } from './model/cors-configuration.js';
export type { ActualRequest, CorsResponse, HeaderEntry, PreflightRequest } from './model/cors-exchange.js';
export type { CorsIssueCode } from './model/cors-issue-code.js';
export type { CorsRule } from './model/cors-rule.js';
export type { Credentials } from './model/credentials.js';
export type { DiagnoseNotice, DiagnoseOptions } from './model/diagnose-options.js';
export type { DiagnosedRequest } from './model/diagnosed-request.js';
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
} from './model/diagnosis.js';
export type {
  ActCode,
  CacheCode,
  DiagnosisCode,
  EnvCode,
  NetCode,
  NoteCode,
  OkCode,
  OpenCode,
  PreCode,
  ReqCode,
} from './model/diagnosis-code.js';
export type {
  AnyBucketPreflightError,
  CorsChange,
  DiagnoseAttempt,
  ErrorCode,
  FailedRequest,
  SignatureFailureOptions,
  StoreErrorAnswer,
  StoreErrorKind,
} from './model/errors.js';
export {
  BucketPreflightError,
  ConfigError,
  CorsChangedError,
  CredentialsError,
  HttpError,
  isBucketPreflightError,
  NetworkError,
  ParseError,
  SignerError,
  UnsupportedError,
} from './model/errors.js';
export type { Issue, IssueCode } from './model/issue.js';
export type { Wording, WordingValue } from './model/wording.js';
export { type CompiledRules, compileRules, type RuleStore } from './rules/compile-rules.js';
export { evaluateRules } from './rules/evaluate-rules.js';
export type { Doubt, Evaluation } from './rules/evaluation.js';
export { type NearMiss, type NearMissKind, nearMiss } from './rules/near-miss.js';
export type {
  AnswerStyle,
  RefusalAnswer,
  RefusalSituation,
  RuleSelection,
  RuleSemantics,
  RuleSettings,
} from './rules/rule-semantics.js';
export type { MatchedHeader, RuleTrace } from './rules/trace-rule.js';
export { signAwsV4Form, signAwsV4Policy } from './signing/aws-v4/sign-form.js';
export { type AwsV4Context, signAwsV4Headers } from './signing/aws-v4/sign-headers.js';
export { type AwsV4UrlContext, signAwsV4Url } from './signing/aws-v4/sign-url.js';
export type { KeyTime } from './signing/cos/key-time.js';
export { signCosForm, signCosPolicy } from './signing/cos/sign-form.js';
export { type CosContext, signCosHeaders } from './signing/cos/sign-headers.js';
export { type CosUrlContext, signCosUrl } from './signing/cos/sign-url.js';
export type { SignedPolicy } from './signing/form/encode-policy.js';
export { type BucketAddress, locateBucket } from './signing/locate-bucket.js';
export { signOssV1Form, signOssV1Policy } from './signing/oss-v1/sign-form.js';
export { signOssV1Headers } from './signing/oss-v1/sign-headers.js';
export { signOssV1Url } from './signing/oss-v1/sign-url.js';
export { signOssV4Form, signOssV4Policy } from './signing/oss-v4/sign-form.js';
export { type OssV4Context, signOssV4Headers } from './signing/oss-v4/sign-headers.js';
export { signOssV4Url } from './signing/oss-v4/sign-url.js';
export { signQingstorForm, signQingstorPolicy } from './signing/qingstor/sign-form.js';
export { signQingstorHeaders } from './signing/qingstor/sign-headers.js';
export { signQingstorUrl } from './signing/qingstor/sign-url.js';
export type {
  ExpiringContext,
  FormSigner,
  HeaderSigner,
  PolicyCondition,
  SignableForm,
  SignableRequest,
  SignatureTrace,
  SignedForm,
  SignedHeaders,
  SignedUrl,
  Signer,
  SigningContext,
  UrlSigner,
} from './signing/signer.js';
export type { PolicyContext } from './signing/v4/sign-policy.js';
export { awsCorsCodec } from './stores/aws/cors-codec.js';
export { aws } from './stores/aws.js';
export { b2 } from './stores/b2.js';
export { ceph } from './stores/ceph.js';
export type { CorsCodec, CorsReading, HeldParts, UnknownPart } from './stores/cors-codec.js';
export type { CorsLimits, ForbiddenCharacters, Reaction } from './stores/cors-limits.js';
export { cosCorsCodec } from './stores/cos/cors-codec.js';
export { cos } from './stores/cos.js';
export { gcsCorsCodec } from './stores/gcs/cors-codec.js';
export { gcs } from './stores/gcs.js';
export { minio } from './stores/minio.js';
export { ossCorsCodec } from './stores/oss/cors-codec.js';
export { oss } from './stores/oss.js';
export { ossV1 } from './stores/oss-v1.js';
export { qingstorCorsCodec } from './stores/qingstor/cors-codec.js';
export { qingstor } from './stores/qingstor.js';
export { r2CorsCodec } from './stores/r2/cors-codec.js';
export { r2 } from './stores/r2.js';
export { s3 } from './stores/s3.js';
export { spaces } from './stores/spaces.js';
export type { RuledStore, SigningStore, Store } from './stores/store.js';
export { wasabi } from './stores/wasabi.js';
export type { AllowSigning, AnswerOptions } from './transport/answer-signing-request.js';
export { answerSigningRequest } from './transport/answer-signing-request.js';
export type { RequestBody } from './transport/body-type.js';
export type { Bucket } from './transport/bucket.js';
export type { FormRequest, ObjectRequest } from './transport/object-request.js';
export { ownWire } from './transport/own-wire.js';
export { qingstorWire } from './transport/qingstor-wire.js';
export type { ServerHeaders } from './transport/remote/signing-server.js';
export { remoteSigner } from './transport/remote-signer.js';
export type { RemoteSignerOptions } from './transport/remote-signer-options.js';
export type {
  ExpiringOptions,
  RenewOptions,
  RequestSigner,
  SignerSurroundings,
  SignOptions,
} from './transport/request-signer.js';
export { type SendOptions, sendRequest } from './transport/send-request.js';
export type {
  BodyToSend,
  PresignOptions,
  PresignRequest,
  SignRequestOptions,
} from './transport/sign-request.js';
export { presignUrl, presignUrls, signForm, signRequest } from './transport/sign-request.js';
export type {
  FormAnswer,
  FormQuestion,
  HeadersAnswer,
  HeadersQuestion,
  SigningAnswer,
  SigningQuestion,
  UrlAnswer,
  UrlQuestion,
} from './transport/signing-question.js';
export type { AskedSignature, ReadAnswer, SigningWire } from './transport/signing-wire.js';
export { toFormData } from './transport/to-form-data.js';
