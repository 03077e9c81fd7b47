import type { BucketLocation } from '../model/bucket-location.js';
import type { Issue } from '../model/issue.js';
import type { SignedForm, SignedHeaders, SignedUrl, Signer } from '../signing/signer.js';
import type { FormQuestion, HeadersQuestion, SigningQuestion, UrlQuestion } from './signing-question.js';

/** A question, with what its answer is held against. */
export interface AskedSignature<Question extends SigningQuestion = SigningQuestion> {
  /** What is to be signed. */
  readonly question: Question;
  /** The bucket that the request goes to. */
  readonly location: BucketLocation;
  /** The scheme of the bucket's store. Absent: it is not known. */
  readonly scheme?: Signer;
  /** The time here, corrected for the clock's offset, when it was asked. */
  readonly now: Date;
}

/** What was found in an answer. */
export interface ReadAnswer<Signed> {
  /** Absent: the answer cannot be used. */
  readonly signed?: Signed;
  /** Everything that is wrong with it. No value of a signature, a token or a key is shown. */
  readonly issues: readonly Issue[];
}

/** How a signing server is spoken to: what is posted to it as JSON, and what its answers in JSON mean. Pure. */
export interface SigningWire {
  /**
   * Makes the body in which the server is asked, which goes as JSON.
   *
   * @throws ConfigError when such servers sign nothing of the scheme.
   */
  readonly writeQuestion: (asked: AskedSignature) => unknown;
  /** Reads the answer about a signature in headers. */
  readonly readHeaders: (
    answer: unknown,
    asked: AskedSignature<HeadersQuestion>,
  ) => ReadAnswer<SignedHeaders>;
  /** Reads the answer about a signature in the URL. */
  readonly readUrl: (answer: unknown, asked: AskedSignature<UrlQuestion>) => ReadAnswer<SignedUrl>;
  /** Absent: such servers sign no forms. */
  readonly readForm?: (answer: unknown, asked: AskedSignature<FormQuestion>) => ReadAnswer<SignedForm>;
}
