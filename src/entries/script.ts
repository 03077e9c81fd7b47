// The face of the scripts, dist/bucket-preflight.umd.js and its .min.js: what a page calls. What a terminal, a server or a
// build does, linting, conversion, planning and the reading of recordings, is imported from the package.
export { createBucket } from '../client/create-bucket.js';
export { getObject } from '../client/get-object.js';
export { prepareBucket } from '../client/prepare-bucket.js';
export { putObject } from '../client/put-object.js';
export { deleteBucketCors } from '../cors/delete-bucket-cors.js';
export { getBucketCors } from '../cors/get-bucket-cors.js';
export { putBucketCors } from '../cors/put-bucket-cors.js';
export { readCredentials } from '../credentials/read-credentials.js';
export { diagnose } from '../diagnose/diagnose.js';
export { english } from '../explain/en.js';
export { explainDiagnosis } from '../explain/explain-diagnosis.js';
export { toText } from '../explain/to-text.js';
export { checkCors } from '../fetch-standard/check-cors.js';
export { explainRequest } from '../fetch-standard/explain-request.js';
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
} from '../model/errors.js';
export { evaluateRules } from '../rules/evaluate-rules.js';
export { signAwsV4Form } from '../signing/aws-v4/sign-form.js';
export { signAwsV4Headers } from '../signing/aws-v4/sign-headers.js';
export { signAwsV4Url } from '../signing/aws-v4/sign-url.js';
export { signCosForm } from '../signing/cos/sign-form.js';
export { signCosHeaders } from '../signing/cos/sign-headers.js';
export { signCosUrl } from '../signing/cos/sign-url.js';
export { locateBucket } from '../signing/locate-bucket.js';
export { signOssV1Form } from '../signing/oss-v1/sign-form.js';
export { signOssV1Headers } from '../signing/oss-v1/sign-headers.js';
export { signOssV1Url } from '../signing/oss-v1/sign-url.js';
export { signOssV4Form } from '../signing/oss-v4/sign-form.js';
export { signOssV4Headers } from '../signing/oss-v4/sign-headers.js';
export { signOssV4Url } from '../signing/oss-v4/sign-url.js';
export { signQingstorForm } from '../signing/qingstor/sign-form.js';
export { signQingstorHeaders } from '../signing/qingstor/sign-headers.js';
export { signQingstorUrl } from '../signing/qingstor/sign-url.js';
export { aws } from '../stores/aws.js';
export { b2 } from '../stores/b2.js';
export { ceph } from '../stores/ceph.js';
export { cos } from '../stores/cos.js';
export { gcs } from '../stores/gcs.js';
export { minio } from '../stores/minio.js';
export { oss } from '../stores/oss.js';
export { ossV1 } from '../stores/oss-v1.js';
export { qingstor } from '../stores/qingstor.js';
export { r2 } from '../stores/r2.js';
export { s3 } from '../stores/s3.js';
export { spaces } from '../stores/spaces.js';
export { wasabi } from '../stores/wasabi.js';
export { ownWire } from '../transport/own-wire.js';
export { qingstorWire } from '../transport/qingstor-wire.js';
export { remoteSigner } from '../transport/remote-signer.js';
export { sendRequest } from '../transport/send-request.js';
export { presignUrl, presignUrls, signForm, signRequest } from '../transport/sign-request.js';
export { toFormData } from '../transport/to-form-data.js';
