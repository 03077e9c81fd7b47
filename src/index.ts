export type { BucketOptions } from './client/bucket-options.js';
export { createBucket } from './client/create-bucket.js';
export { getObject } from './client/get-object.js';
export type { PutObjectOptions, PutObjectResult } from './client/put-object.js';
export { putObject } from './client/put-object.js';
export { checkRules } from './cors/check-rules.js';
export { deleteBucketCors } from './cors/delete-bucket-cors.js';
export { getBucketCors } from './cors/get-bucket-cors.js';
export type { AskedRequest } from './cors/is-allowed-by-rules.js';
export { putBucketCors } from './cors/put-bucket-cors.js';
export type { RepairPlan } from './cors/repair-rules.js';
export { repairRules } from './cors/repair-rules.js';
export type { CredentialInput, CredentialSource } from './credentials/credential-source.js';
export { readCredentials } from './credentials/read-credentials.js';
export { diagnose } from './diagnose/diagnose.js';
export type { DiagnoseOptions } from './diagnose/diagnose-options.js';
export { describeProbe } from './explain/describe-probe.js';
export { explainDiagnosis } from './explain/explain-diagnosis.js';
export type { Explanation } from './explain/explanation.js';
export { toText } from './explain/to-text.js';
export type { CheckedRequest, CorsFailure, CorsVerdict } from './fetch-standard/check-cors.js';
export { checkCors } from './fetch-standard/check-cors.js';
export type { ExplainedRequest, PageRequest } from './fetch-standard/explain-request.js';
export { explainRequest } from './fetch-standard/explain-request.js';
export type { ActualRequest, CorsResponse, HeaderEntry, PreflightRequest } from './model/cors-exchange.js';
export type { CorsRule } from './model/cors-rule.js';
export type { Credentials } from './model/credentials.js';
export type { DiagnosedRequest } from './model/diagnosed-request.js';
export type {
  Confidence,
  Conflict,
  Diagnosis,
  DiagnosisCode,
  Evidence,
  EvidenceKind,
  ReadableError,
  Repair,
  RuleVerdict,
  SentRequest,
  Stage,
  Undecided,
} from './model/diagnosis.js';
export type {
  AnyBucketPreflightError,
  ErrorCode,
  FailedRequest,
  StoreErrorAnswer,
  StoreErrorKind,
} from './model/errors.js';
export {
  BucketPreflightError,
  ConfigError,
  CredentialsError,
  HttpError,
  isBucketPreflightError,
  NetworkError,
  ParseError,
  UnsupportedError,
} from './model/errors.js';
export type { Issue, IssueCode } from './model/issue.js';
export type { Evaluation, RuleTrace } from './rules/evaluate-rules.js';
export { evaluateRules } from './rules/evaluate-rules.js';
export type {
  RefusalAnswer,
  RefusalSituation,
  RuleSelection,
  RuleSemantics,
} from './rules/rule-semantics.js';
export type { AwsV4Context } from './signing/aws-v4/sign-headers.js';
export { signAwsV4Headers } from './signing/aws-v4/sign-headers.js';
export type { AwsV4UrlContext } from './signing/aws-v4/sign-url.js';
export { signAwsV4Url } from './signing/aws-v4/sign-url.js';
export type {
  HeaderSigner,
  SignableRequest,
  SignatureTrace,
  SignedHeaders,
  SignedUrl,
  SigningContext,
  UrlSigner,
} from './signing/signer.js';
export { ceph } from './stores/ceph.js';
export type { ObjectLocation } from './stores/object-url.js';
export { s3 } from './stores/s3.js';
export type { Addressing, CorsCodec, CorsLimits, Store } from './stores/store.js';
export type { Bucket } from './transport/bucket.js';
export type { ObjectRequest } from './transport/object-request.js';
export type { SendOptions } from './transport/send-request.js';
export { sendRequest } from './transport/send-request.js';
export { presignUrl, signRequest } from './transport/sign-request.js';
export type { RequestBody } from './transport/with-body-type.js';
