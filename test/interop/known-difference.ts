/** The packages that we compare with, by the names in `package.json`. */
export type PeerName =
  | 'ali-oss'
  | 'aws4fetch'
  | 'cos-js-sdk-v5'
  | 'cos-nodejs-sdk-v5'
  | 'qingstor-sdk'
  | '@smithy/signature-v4';

/** What is told of a difference. */
export interface DescribedDifference {
  readonly peer: PeerName;
  /** Short, and the only one of that name for the peer and scheme. */
  readonly name: string;
  /** What the peer does, and what we do, in sentences. */
  readonly description: string;
  /** Where the peer does it: file and function of the package. */
  readonly source: string;
}

/** A difference that is known, and held: a request to which it applies must get another signature from the peer. */
export interface KnownDifference<Request> extends DescribedDifference {
  /** Whether the difference shows in this request. Never too often: that fails as well. */
  readonly applies: (request: Request) => boolean;
  /** The request without what the difference is about, as close to the drawn one as can be. */
  readonly normalise: (request: Request) => Request;
  /** The least request that shows it, and no other difference. */
  readonly example: Request;
  /** What the peer throws instead of signing. Absent: it signs, but otherwise. */
  readonly throws?: RegExp;
}
