import type { BucketLocation } from '../../src/model/bucket-location.js';
import type { Credentials } from '../../src/model/credentials.js';
import type { GenericCore } from './generic-core.d.mts';

type Pairs = readonly (readonly [name: string, value: string])[];

/** A published signature in the project's own form, which is the same for all schemes. */
export interface OwnCase {
  readonly name: string;
  /** Where it was published. */
  readonly source?: string;
  readonly note?: string;
  /** A signer of the public face, such as `signOssV4Url`; or one of the generic core, such as `coreAwsV4`. */
  readonly signer: string;
  readonly credentials: Credentials;
  /** What is signed, where that is a request. Signers of the core take a path as it is signed, and names more than once. */
  readonly request?: {
    readonly method: string;
    readonly location?: BucketLocation;
    readonly key?: string;
    readonly path?: string;
    readonly query: Pairs;
    readonly headers: Pairs;
  };
  /** What is signed, where that is a policy. */
  readonly policy?: string;
  /** The form that is signed, or would send the policy. */
  readonly form?: {
    readonly location: BucketLocation;
    readonly key: string;
    readonly fields: Readonly<Record<string, string>>;
  };
  /** What is signed, where that is a part of a body. */
  readonly chunk?: { readonly previousSignature: string; readonly text: string; readonly times: number };
  /** What the signer takes besides; `now` as ISO text. */
  readonly context: Readonly<Record<string, unknown>>;
  /** What must come out. Texts that are signed stand here by lines, with secrets hidden as in a trace. */
  readonly expected: Readonly<Record<string, unknown>>;
}

/** Whatever signs the cases: the built package or its sources. */
export interface CaseSigners {
  readonly sdk: object;
  readonly core: GenericCore;
}

export function runCase(vector: OwnCase, signers: CaseSigners): Promise<string[]>;
