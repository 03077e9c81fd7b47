import type { Issue } from '../model/issue.js';
import type { PolicyCondition, SignatureTrace } from '../signing/signer.js';

/** What a page asks the app's server to sign, as it is posted in JSON. */
export type SigningQuestion = HeadersQuestion | UrlQuestion | FormQuestion;

/** Asks for a signature in the headers of a request. */
export interface HeadersQuestion {
  /** It asks for signed headers. */
  readonly form: 'headers';
  /** In capitals where `fetch` writes it so. */
  readonly method: string;
  /** The name of the bucket. */
  readonly bucket: string;
  /** The object's key as text. Empty: the bucket itself. */
  readonly key: string;
  /** Query parameters, not encoded. They decide what the request does: `{ acl: '' }` is about permissions. */
  readonly query: Readonly<Record<string, string>>;
  /** Headers that are signed and sent. They decide too: `x-amz-copy-source` reads another object. */
  readonly headers: Readonly<Record<string, string>>;
}

/** Asks for a signature in the URL of a request. */
export interface UrlQuestion extends Omit<HeadersQuestion, 'form'> {
  /** It asks for a presigned URL. */
  readonly form: 'url';
  /** How long the URL shall work, in whole seconds. */
  readonly expiresInSeconds: number;
}

/** Asks for a signature in the fields of an HTML form. */
export interface FormQuestion {
  /** It asks for a signed form. */
  readonly form: 'form';
  /** Forms have no other. */
  readonly method: 'POST';
  /** The bucket's name. */
  readonly bucket: string;
  /** The key to upload to. May hold `${filename}`, which the store replaces with the file's own name. */
  readonly key: string;
  /** Further fields, their names as they were given. */
  readonly fields: Readonly<Record<string, string>>;
  /** What else must hold. A field that only a condition names may have every value that the condition lets through. */
  readonly conditions: readonly PolicyCondition[];
  /** How long the form shall work, in whole seconds. */
  readonly expiresInSeconds: number;
}

/** What the server answers in JSON, by the form that was asked for. */
export type SigningAnswer = HeadersAnswer | UrlAnswer | FormAnswer;

/** The answer to a {@link HeadersQuestion}. */
export interface HeadersAnswer {
  /** The address to which the signed request goes. */
  readonly url: string;
  /** Those of the question and those of the signature. */
  readonly headers: Readonly<Record<string, string>>;
  /** How the signature came about. Default: nobody knows. */
  readonly trace?: SignatureTrace;
}

/** The answer to a {@link UrlQuestion}. */
export interface UrlAnswer {
  /** The whole address, with the signature in its query. */
  readonly url: string;
  /** Those that must be sent with it. Default: those of the question. */
  readonly headers?: Readonly<Record<string, string>>;
  /** ISO 8601 with a zone: `2026-11-21T11:00:00.000Z`. */
  readonly expiresAt: string;
  /** How the signature was made, without secrets. Absent: the server does not tell. */
  readonly trace?: SignatureTrace;
}

/** The answer to a {@link FormQuestion}. */
export interface FormAnswer {
  /** Where the form is sent. */
  readonly url: string;
  /** In the order in which they are sent. */
  readonly fields: Readonly<Record<string, string>>;
  /** As in a {@link UrlAnswer}; `null`: the form does not end. */
  readonly expiresAt: string | null;
  /** Default: none. */
  readonly warnings?: readonly Issue[];
}
