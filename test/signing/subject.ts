import type { Addressing, BucketLocation } from '../../src/model/bucket-location.js';
import type { Credentials } from '../../src/model/credentials.js';
import { locateBucket } from '../../src/signing/locate-bucket.js';
import type {
  ExpiringContext,
  SignableForm,
  SignableRequest,
  SignedForm,
  SignedHeaders,
  SignedUrl,
  Signer,
} from '../../src/signing/signer.js';

/** All that a signature may depend on, so that a law can change one thing of it. */
export interface Subject {
  readonly method: string;
  readonly endpoint: string;
  readonly bucket: string;
  readonly addressing: Addressing;
  readonly region: string;
  readonly key: string;
  readonly query: Readonly<Record<string, string>>;
  /** Headers of a request, fields of a form. */
  readonly headers: Readonly<Record<string, string>>;
  readonly credentials: Credentials;
  readonly now: Date;
  readonly expiresInSeconds: number;
}

/** Long-lived keys of nobody. */
export const LONG_LIVED: Credentials = {
  accessKeyId: 'AKIDFIXTURE',
  secretAccessKey: 'secret/of+the=fixture-0123456789',
};

/** An ordinary upload with temporary credentials. It is signed at the begin of one of COS's windows of time. */
export const SUBJECT: Subject = {
  method: 'PUT',
  endpoint: 'https://store.example',
  bucket: 'photos',
  addressing: 'virtual-host',
  region: 'us-west-2',
  key: 'dir/cat.png',
  query: {},
  headers: {},
  credentials: { ...LONG_LIVED, securityToken: 'token/of+the==fixture//9876543210' },
  now: new Date('2026-05-24T10:00:00Z'),
  expiresInSeconds: 3600,
};

/** Where the bucket of a subject is. */
export function locationOf(subject: Subject): BucketLocation {
  return locateBucket(subject);
}

/** The subject as a request. */
export function requestOf(subject: Subject): SignableRequest {
  const { method, key, query, headers } = subject;
  return { method, location: locationOf(subject), key, query, headers };
}

/** The subject as a form: what are headers of a request are fields. */
export function formOf(subject: Subject): SignableForm {
  return { location: locationOf(subject), key: subject.key, fields: subject.headers };
}

/** The time of a subject, and what else a scheme may take. */
export function contextOf({ now, expiresInSeconds }: Subject, more: object = {}): ExpiringContext {
  return { now, expiresInSeconds, ...more };
}

/** Signs the subject in its headers. */
export function signHeaders(signer: Signer, subject: Subject, more?: object): Promise<SignedHeaders> {
  return signer.signHeaders(requestOf(subject), subject.credentials, contextOf(subject, more));
}

/** Signs the subject in its URL. */
export function signUrl(signer: Signer, subject: Subject, more?: object): Promise<SignedUrl> {
  return signer.signUrl(requestOf(subject), subject.credentials, contextOf(subject, more));
}

/** Signs the subject as a form. */
export function signForm(
  signer: Signer,
  subject: Subject,
  more: Partial<SignableForm> = {},
): Promise<SignedForm> {
  if (signer.signForm === undefined) throw new TypeError('This signer takes no forms');
  return signer.signForm({ ...formOf(subject), ...more }, subject.credentials, contextOf(subject));
}
