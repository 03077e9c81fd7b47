import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { ListRequest, OperationName, OperationOf, UploadListRequest } from './operation.js';
import type { Target } from './target.js';

/** Parameters that belong together, and what they say. Any other one beside them asks for what is not built. */
export interface ParameterReader<Asked> {
  readonly parameters: readonly string[];
  /** `null`: they ask for what is not built. @throws Refusal | ServiceError for a value that the store refuses. */
  readonly read: (at: Target) => Asked | null;
}

/** How a store writes what is asked for: what differs between stores whose requests have the same shape, and nothing else. */
export interface RequestSyntax {
  /** Whether a parameter asks for nothing, being a part of the signature. */
  readonly isOfSignature: (name: string) => boolean;
  /** What a POST to the service itself asks for. Default: nothing that is built. */
  readonly postOnService?: 'AssumeRole';
  readonly objectList: ParameterReader<ListRequest>;
  /** A list of the uploads that have begun, at `?uploads`. Default: not built. */
  readonly uploadList?: ParameterReader<UploadListRequest>;
  readonly partList: ParameterReader<Pick<OperationOf<'ListParts'>, 'afterPart' | 'maxParts'>>;
  /** What an upload is called in the query. Default: `uploadId`. */
  readonly uploadId?: string;
  /** What a part of it is called there. Default: `partNumber`. */
  readonly partNumber?: string;
  /** Whether HEAD of an upload is answered for the object. Default `false`: it is not built. */
  readonly headOfUpload?: boolean;
  /** Parameters that a read passes over, besides those that want other headers in its answer. Default: none. */
  readonly isPassedOverByReads?: (name: string) => boolean;
  /** Refuses a key that no object can have. Its length is looked at elsewhere. Default: any will do. */
  readonly checkKey?: (key: string) => void;
  /** Whether a header asks for what is not built, conditions aside. Lower-case. */
  readonly isNotBuilt: (header: string, operation: OperationName) => boolean;
  /** What such headers are looked for in, besides the headers. Default: nowhere. */
  readonly headersInQuery?: (at: Target, operation: OperationName) => readonly HeaderEntry[];
  /** The conditions that the store knows of an upload. Any other one is refused: what it does there is not documented. Default: none. */
  readonly conditionsOfPut?: readonly string[];
}
