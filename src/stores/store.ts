import type { Addressing } from '../model/bucket-location.js';
import type { StoreErrorAnswer } from '../model/errors.js';
import type { RuleSemantics } from '../rules/rule-semantics.js';
import type { Signer } from '../signing/signer.js';
import type { CorsCodec } from './cors-codec.js';
import type { CorsLimits } from './cors-limits.js';

/** What is known of a kind of object storage to send it signed requests: enough for uploads and downloads. */
export interface SigningStore {
  /** For people: `Amazon S3`. Nothing is decided by it. */
  readonly title: string;
  /** Where the bucket stands in an address unless told otherwise. */
  readonly defaultAddressing: Addressing;
  /** The region where none is given, on stores that have but one or do not care. Absent: it must be given. */
  readonly defaultRegion?: string;
  /** The public endpoint of a region. Absent: it differs from account to account, and must be given. */
  readonly endpointOf?: (region: string) => string;
  /** The scheme by which requests are signed. */
  readonly signer: Signer;
  /** Reads the body of an error answer. */
  readonly readError: (body: string, headers: Headers) => Promise<StoreErrorAnswer>;
}

/** A store of which is known how it reads CORS rules, and which it takes. */
export interface RuledStore extends SigningStore {
  /** How the store reads rules. */
  readonly ruleSemantics: RuleSemantics;
  /** What the store takes in a configuration. */
  readonly corsLimits: CorsLimits;
  /**
   * Whether the answer to `GET ?cors` itself carries CORS headers under the bucket's rules, so that a page can read it.
   * Absent: not known.
   */
  readonly corsReadableInPage?: boolean;
  /** Whether the answer to a refused signature lacks CORS headers, so that no page can read it. Absent: not known. */
  readonly hidesSignatureErrors?: boolean;
}

/**
 * A kind of object storage, as a value: everything this SDK knows of it hangs on it, and nothing looks a store up by
 * name. An app that imports one store gets no other one's code.
 */
export interface Store extends RuledStore {
  /** What the command line calls it: `oss`. Nothing else goes by it. */
  readonly commandName: string;
  /** How the store writes a configuration, and reads one. */
  readonly corsCodec: CorsCodec;
  /**
   * Why there are no calls for the CORS rules of a bucket, and what to do in their place, as one or two sentences. Absent:
   * there are such calls.
   */
  readonly withoutCorsApi?: string;
  /**
   * The query of a request that can change nothing: it belongs to a multipart upload that does not exist, so a store
   * that lets the request through must refuse it, even on a bucket that anyone may write to.
   *
   * @param method - The method it goes with.
   * @param id - A fresh name for the upload, which also keeps the browser from answering out of its preflight cache.
   */
  readonly harmlessQuery: (method: string, id: string) => Readonly<Record<string, string>>;
  /**
   * Whether an error answer to a request with the harmless query shows that the store accepted its signature.
   *
   * @param method - The method of that request, in capitals.
   */
  readonly acceptsSignature: (status: number, serviceCode: string, method: string) => boolean;
}
