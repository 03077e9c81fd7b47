import type { CorsReading } from '../../stores/cors-codec.js';

/**
 * How a document was written. `s3-xml`: a `CORSConfiguration`, of AWS, OSS, COS and others. `gcs-xml`: a `CorsConfig`.
 * `aws-cli`: JSON of the AWS command line and console. `cos-js`: of Tencent's JavaScript clients. `ossutil`: of Alibaba's
 * command line. `ali-oss`: of its JavaScript client. `qingstor`: of QingStor's interface. `r2`: of Cloudflare's. `b2`: the
 * native rules of Backblaze. `gcloud`: of Google's command lines. `terraform`: its blocks as JSON. `bucket-preflight`: this
 * SDK's own spelling.
 */
export type CorsDocumentShape =
  | 's3-xml'
  | 'gcs-xml'
  | 'aws-cli'
  | 'cos-js'
  | 'ossutil'
  | 'ali-oss'
  | 'qingstor'
  | 'r2'
  | 'b2'
  | 'gcloud'
  | 'terraform'
  | 'bucket-preflight';

/** Something about a document that was understood, and that its author should know. */
export interface DocumentWarning {
  /**
   * `not-json`: it is written as in a program, and the vendors' command lines take JSON only. `native-operation`: it is about
   * B2's native interface, and says nothing of requests to its S3 face. `one-header-list`: its one list of headers is taken
   * for those that may be sent and those that may be read.
   */
  readonly code: 'not-json' | 'native-operation' | 'one-header-list';
  /** Where. Empty: all of it. */
  readonly path: string;
  /** One or two sentences. */
  readonly message: string;
}

/** What a document says, whoever's shape it has. */
export interface CorsDocument extends CorsReading {
  /** In which of the known shapes it was written. */
  readonly shape: CorsDocumentShape;
  /** What its author should know. Mostly empty. */
  readonly warnings: readonly DocumentWarning[];
}
