// bucket-preflight/oss. Alibaba Cloud OSS: the store, its CORS codec and its signatures.
export type { Addressing, BucketLocation } from '../model/bucket-location.js';
export type { Credentials } from '../model/credentials.js';
export type { SignedPolicy } from '../signing/form/encode-policy.js';
export type { BucketAddress } from '../signing/locate-bucket.js';
export { locateBucket } from '../signing/locate-bucket.js';
export { signOssV1Form, signOssV1Policy } from '../signing/oss-v1/sign-form.js';
export { signOssV1Headers } from '../signing/oss-v1/sign-headers.js';
export { signOssV1Url } from '../signing/oss-v1/sign-url.js';
export { signOssV4Form, signOssV4Policy } from '../signing/oss-v4/sign-form.js';
export type { OssV4Context } from '../signing/oss-v4/sign-headers.js';
export { signOssV4Headers } from '../signing/oss-v4/sign-headers.js';
export { signOssV4Url } from '../signing/oss-v4/sign-url.js';
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
export type { CorsCodec } from '../stores/cors-codec.js';
export { ossCorsCodec } from '../stores/oss/cors-codec.js';
export { oss } from '../stores/oss.js';
export { ossV1 } from '../stores/oss-v1.js';
export type { SigningStore, Store } from '../stores/store.js';
