// bucket-preflight/s3. Amazon S3 and the stores that speak its protocol: their values, CORS codecs and signatures.
export type { Addressing, BucketLocation } from '../model/bucket-location.js';
export type { Credentials } from '../model/credentials.js';
export { signAwsV4Form, signAwsV4Policy } from '../signing/aws-v4/sign-form.js';
export type { AwsV4Context } from '../signing/aws-v4/sign-headers.js';
export { signAwsV4Headers } from '../signing/aws-v4/sign-headers.js';
export type { AwsV4UrlContext } from '../signing/aws-v4/sign-url.js';
export { signAwsV4Url } from '../signing/aws-v4/sign-url.js';
export type { SignedPolicy } from '../signing/form/encode-policy.js';
export type { BucketAddress } from '../signing/locate-bucket.js';
export { locateBucket } from '../signing/locate-bucket.js';
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
} from '../signing/signer.js';
export { awsCorsCodec } from '../stores/aws/cors-codec.js';
export { aws } from '../stores/aws.js';
export { b2 } from '../stores/b2.js';
export { ceph } from '../stores/ceph.js';
export type { CorsCodec } from '../stores/cors-codec.js';
export { gcsCorsCodec } from '../stores/gcs/cors-codec.js';
export { gcs } from '../stores/gcs.js';
export { minio } from '../stores/minio.js';
export { r2CorsCodec } from '../stores/r2/cors-codec.js';
export { r2 } from '../stores/r2.js';
export { s3 } from '../stores/s3.js';
export { spaces } from '../stores/spaces.js';
export type { SigningStore, Store } from '../stores/store.js';
export { wasabi } from '../stores/wasabi.js';
