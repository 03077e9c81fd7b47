import type { HeaderEntry } from '../../model/cors-exchange.js';

/** What a listing asks for, whatever a store calls it. */
export interface ListRequest {
  readonly prefix: string;
  /** Empty: none, and nothing is folded. */
  readonly delimiter: string;
  /** At most so many keys and folded prefixes together. */
  readonly maxKeys: number;
  /** Only what comes after this in the order of bytes. Empty: from the beginning. */
  readonly after: string;
  /** Whether keys are percent-encoded in the answer. */
  readonly encodeKeys: boolean;
  /** The interface's version, where a store has two: it decides the form of the answer only. */
  readonly version: 1 | 2;
  /** What the request itself said of where to begin, for answers that repeat it. */
  readonly asked: {
    readonly marker: string;
    readonly startAfter: string;
    readonly continuationToken: string | null;
  };
}

/** What a listing of uploads that have begun asks for. */
export interface UploadListRequest {
  readonly prefix: string;
  readonly maxUploads: number;
  /** Only what comes after this upload of this key; where no upload is named, after all of the key's. Empty: from the beginning. */
  readonly afterKey: string;
  readonly afterUploadId: string;
  /** Whether keys are percent-encoded in the answer. */
  readonly encodeKeys: boolean;
}

interface OnBucket {
  readonly bucket: string;
}

interface OnObject extends OnBucket {
  readonly key: string;
}

interface OnUpload extends OnObject {
  readonly uploadId: string;
}

/**
 * What a request asks for. Dialects read their requests into one of these, and nothing else is ever done: what is not
 * among them is `NotBuilt`.
 */
export type Operation =
  | { readonly name: 'ListBuckets' }
  | { readonly name: 'AssumeRole' }
  | ({ readonly name: 'CreateBucket' } & OnBucket)
  | ({ readonly name: 'DeleteBucket' } & OnBucket)
  | ({ readonly name: 'HeadBucket' } & OnBucket)
  | ({ readonly name: 'ListObjects'; readonly list: ListRequest } & OnBucket)
  | ({ readonly name: 'ListUploads'; readonly list: UploadListRequest } & OnBucket)
  | ({ readonly name: 'PostForm' } & OnBucket)
  | ({ readonly name: 'GetCors' } & OnBucket)
  | ({ readonly name: 'PutCors' } & OnBucket)
  | ({ readonly name: 'DeleteCors' } & OnBucket)
  | ({ readonly name: 'PutObject' } & OnObject)
  /** `overrides`: headers that the request wants in the answer instead of the object's own; lower-case. */
  | ({ readonly name: 'GetObject'; readonly overrides: readonly HeaderEntry[] } & OnObject)
  | ({ readonly name: 'HeadObject'; readonly overrides: readonly HeaderEntry[] } & OnObject)
  | ({ readonly name: 'DeleteObject' } & OnObject)
  | ({ readonly name: 'InitiateMultipart' } & OnObject)
  /** `partNumber`: as it travelled. */
  | ({ readonly name: 'UploadPart'; readonly partNumber: string } & OnUpload)
  | ({ readonly name: 'CompleteMultipart' } & OnUpload)
  | ({ readonly name: 'AbortMultipart' } & OnUpload)
  | ({ readonly name: 'ListParts'; readonly afterPart: number; readonly maxParts: number } & OnUpload)
  /** `header`: the header that asks for it, when it is one. */
  | { readonly name: 'NotBuilt'; readonly what: string; readonly header: string | null };

export type OperationName = Operation['name'];

/** One kind of operation. */
export type OperationOf<Name extends OperationName> = Extract<Operation, { readonly name: Name }>;
