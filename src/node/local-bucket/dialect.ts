import type { CorsConfiguration } from '../../model/cors-configuration.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { CorsRule } from '../../model/cors-rule.js';
import type { RuleSemantics } from '../../rules/rule-semantics.js';
import type { CorsLimits } from '../../stores/cors-limits.js';
import type { SigningStore } from '../../stores/store.js';
import type { RandomBytes } from './access-keys.js';
import type { Authentication } from './authentication.js';
import type { Answer, RequestHead } from './exchange.js';
import type { ListRequest, Operation, UploadListRequest } from './operation.js';
import type { Refusal } from './refusal.js';
import type { ServiceError } from './service-error.js';
import type {
  BucketRecord,
  ByteRange,
  ObjectRecord,
  PartRecord,
  UploadRecord,
} from './storage/object-storage.js';
import type { AssumedRole, RoleRequest } from './sts/role-request.js';
import type { TokenService } from './sts/token-service.js';
import type { ParsedRequest } from './target.js';

export type { AssumedRole, RoleRequest } from './sts/role-request.js';

/**
 * One store's way to be asked and to answer: everything that differs between stores, and nothing else. A dialect is a value
 * without state; it translates, and does nothing to a bucket. Whatever it throws is a `Refusal` or a `ServiceError`.
 */
export interface Dialect {
  /** Lower-case letters and digits: names the store in hosts (`photos.oss.localhost`) and its folder. */
  readonly name: string;
  /** For people. */
  readonly title: string;
  /** Where a bucket is unless told otherwise. */
  readonly defaultRegion: string;
  /** What the store's own host is called before `.localhost`, its buckets standing before that: `s3`, `s3.us-east-1`. */
  readonly hostLabels: (region: string) => readonly string[];
  /** What the store's own headers begin with: `x-amz-`. Metadata is `…meta-NAME`. */
  readonly headerPrefix: string;
  /** What key ids begin with. */
  readonly keyIdPrefixes: { readonly lasting: string; readonly temporary: string };
  /** The one role that can be assumed. Empty: there are no temporary keys. */
  readonly roleArn: string;
  /** How the store reads CORS rules. */
  readonly ruleSemantics: RuleSemantics;
  /** What the store takes in a CORS configuration: for the rules that a bucket begins with. */
  readonly corsLimits: CorsLimits;
  /** Whether a refused signature, key or token is answered with CORS headers where a rule matches: the real store's habit. */
  readonly corsHeadersOnAuthErrors: boolean;
  /** How much the store takes. */
  readonly limits: DialectLimits;
  /** The type of an object that was uploaded without one. */
  readonly defaultContentType: string;
  /** The header that, with `true`, forbids to replace an object. `null`: there is none. */
  readonly forbidOverwriteHeader: string | null;
  /** Parameters of which every presigned URL has one: each holds a signature. */
  readonly signatureInQuery: readonly string[];
  /** How `Range` is read for an object of `size` bytes. Absent: as HTTP has it. */
  readonly readRange?: (header: string | null, size: number, request: RequestHead) => RangeAsked;

  /**
   * The operation that a request asks for. What the local bucket does not do, or would do only in part, is `NotBuilt`:
   * it is refused once the signature has been checked.
   */
  readonly readOperation: (request: ParsedRequest) => Operation;
  /** How signatures are recomputed. */
  readonly authentication: Authentication;
  /** How the bodies of requests are read. */
  readonly documents: DocumentReaders;
  /** How results are written. */
  readonly answers: AnswerWriters;
  /** How refusals are worded. */
  readonly errors: ErrorWriters;
  /** What the store says to a request for a bucket of another region. Default: what S3 says. */
  readonly wrongRegion?: (request: ParsedRequest, region: string) => ServiceError;
  /** The store's STS, on a path of its own. Default: none. */
  readonly tokenService?: TokenService;
  /** The same store to the SDK, by which a signature server signs: loaded where one is asked for. Default: there is none. */
  readonly signingStore?: () => Promise<SigningStore>;
}

/** The bytes that a request asks for. `whole`: what it says of them counts for nothing. */
export type RangeAsked = ByteRange | 'whole' | 'unsatisfiable';

/** What a store takes at most. */
export interface DialectLimits {
  readonly keyBytes: number;
  readonly metadataBytes: number;
  /** Of an object that is put as one. */
  readonly objectBytes: number;
  /** Of the file in a form. */
  readonly formFileBytes: number;
  /** Of every part but the last. */
  readonly minPartBytes: number;
  readonly corsDocumentBytes: number;
  /** What parts of an upload are counted from. Default: 1. */
  readonly firstPartNumber?: 0 | 1;
}

/** Documents of requests, as the store writes them. All throw what the store refuses. */
export interface DocumentReaders {
  readonly isBucketName: (name: string) => boolean;
  /** Refuses another region, for one. Empty when the request has no body. */
  readonly checkCreateBucket: (document: Uint8Array, region: string) => Promise<void>;
  /** The configuration as it will be kept: validated and normalised, as a whole or not at all. */
  readonly readCors: (document: Uint8Array, request: ParsedRequest) => Promise<CorsConfiguration>;
  /** What the store makes of rules that it takes, such as header names in lower case. Absent: it keeps them as they come. */
  readonly normaliseRules?: (rules: readonly CorsRule[]) => readonly CorsRule[];
  readonly readParts: (document: Uint8Array) => Promise<readonly NamedPart[]>;
  /** Absent on a store without an STS at its own address: then no request is an `AssumeRole`. */
  readonly readAssumeRole?: (document: Uint8Array, request: ParsedRequest) => RoleRequest;
}

/** A part as the document that completes an upload names it. `etag`: unquoted, lower-case; `null`: the store asks for none. */
export interface NamedPart {
  readonly partNumber: number;
  readonly etag: string | null;
}

/** A listing of keys, one page. */
export interface ObjectPage {
  readonly bucket: string;
  readonly asked: ListRequest;
  readonly objects: readonly ObjectRecord[];
  readonly commonPrefixes: readonly string[];
  /** The last key or prefix of a page that others follow. `null`: it is the last page. */
  readonly next: string | null;
}

/** A listing of uploads that have begun, one page, by key and then by id. */
export interface UploadPage {
  readonly bucket: string;
  readonly asked: UploadListRequest;
  readonly uploads: readonly UploadRecord[];
  /** Whether others follow the last one. */
  readonly isTruncated: boolean;
}

/** A listing of parts, one page. */
export interface PartPage {
  readonly bucket: string;
  readonly upload: UploadRecord;
  readonly parts: readonly PartRecord[];
  readonly afterPart: number;
  readonly maxParts: number;
  /** `null`: it is the last page. */
  readonly next: number | null;
}

/** An object that has come into being, and the URL at which it is. */
export interface StoredAt {
  readonly bucket: string;
  readonly record: ObjectRecord;
  readonly location: string;
}

/** What a form asks for after its upload. */
export interface FormWish {
  /** `success_action_status`. */
  readonly status: string | null;
  /** `success_action_redirect`, or `redirect`. */
  readonly redirect: string | null;
}

/** The answers to what succeeded. The server adds the ids, CORS headers, `Date` and `Content-Length`. */
export interface AnswerWriters {
  readonly listBuckets: (buckets: readonly BucketRecord[], region: string) => Answer;
  readonly createBucket: (bucket: string) => Answer;
  readonly headBucket: (region: string) => Answer;
  readonly deleteBucket: () => Answer;
  readonly listObjects: (page: ObjectPage) => Answer;
  readonly listUploads: (page: UploadPage) => Answer;
  readonly putObject: (record: ObjectRecord) => Answer;
  readonly deleteObject: () => Answer;
  /** An ETag as the store writes it, quotes included. */
  readonly etag: (etag: string) => string;
  /** Headers of an object besides its own, `ETag`, `Last-Modified` and those of ranges. */
  readonly objectHeaders: (record: ObjectRecord) => readonly HeaderEntry[];
  readonly postForm: (stored: StoredAt, wish: FormWish) => Answer;
  readonly initiateMultipart: (bucket: string, upload: UploadRecord) => Answer;
  readonly uploadPart: (part: PartRecord) => Answer;
  readonly completeMultipart: (stored: StoredAt) => Answer;
  readonly abortMultipart: () => Answer;
  readonly listParts: (page: PartPage) => Answer;
  readonly putCors: () => Answer;
  readonly getCors: (configuration: CorsConfiguration) => Answer;
  readonly deleteCors: () => Answer;
  /** Absent on a store without an STS at its own address. */
  readonly assumeRole?: (role: AssumedRole) => Answer;
}

/** What names one answer, for logs. */
export interface AnswerIds {
  readonly requestId: string;
  /** Empty on a store that has but one id. */
  readonly hostId: string;
}

/** What an error is told about. */
export interface ErrorContext {
  readonly ids: AnswerIds;
  /** `null`: no request could be read. */
  readonly request: RequestHead | null;
  readonly now: Date;
}

/** The answers to what was refused. */
export interface ErrorWriters {
  readonly createIds: (randomBytes: RandomBytes) => AnswerIds;
  /** Headers of every answer, errors included. */
  readonly idHeaders: (ids: AnswerIds) => readonly HeaderEntry[];
  /** The store's own words for a refusal. */
  readonly word: (refusal: Refusal) => ServiceError;
  readonly write: (error: ServiceError, context: ErrorContext) => Answer;
}
