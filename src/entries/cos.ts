// bucket-preflight/cos. Tencent Cloud COS: the store, its CORS codec and its signatures.
export type { Addressing, BucketLocation } from '../model/bucket-location.js';
export type { Credentials } from '../model/credentials.js';
export type { KeyTime } from '../signing/cos/key-time.js';
export { signCosForm, signCosPolicy } from '../signing/cos/sign-form.js';
export type { CosContext } from '../signing/cos/sign-headers.js';
export { signCosHeaders } from '../signing/cos/sign-headers.js';
export type { CosUrlContext } from '../signing/cos/sign-url.js';
export { signCosUrl } from '../signing/cos/sign-url.js';
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
export type { CorsCodec } from '../stores/cors-codec.js';
export { cosCorsCodec } from '../stores/cos/cors-codec.js';
export { cos } from '../stores/cos.js';
export type { SigningStore, Store } from '../stores/store.js';
