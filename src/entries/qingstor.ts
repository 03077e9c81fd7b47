// bucket-preflight/qingstor. QingStor: the store, its CORS codec, its signatures and the wire of its own signing server.
export type { Addressing, BucketLocation } from '../model/bucket-location.js';
export type { Credentials } from '../model/credentials.js';
export type { SignedPolicy } from '../signing/form/encode-policy.js';
export type { BucketAddress } from '../signing/locate-bucket.js';
export { locateBucket } from '../signing/locate-bucket.js';
export { signQingstorForm, signQingstorPolicy } from '../signing/qingstor/sign-form.js';
export { signQingstorHeaders } from '../signing/qingstor/sign-headers.js';
export { signQingstorUrl } from '../signing/qingstor/sign-url.js';
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
export { qingstorCorsCodec } from '../stores/qingstor/cors-codec.js';
export { qingstor } from '../stores/qingstor.js';
export type { SigningStore, Store } from '../stores/store.js';
export { qingstorWire } from '../transport/qingstor-wire.js';
