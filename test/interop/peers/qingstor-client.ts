import { requirePeer } from './require-peer.js';

/** What axios answers with. */
export interface Answered<Data = unknown> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly data: Data;
}

type Options = Readonly<Record<string, unknown>>;

/** An operation that is built, but not sent. */
interface Built {
  signQuery(expiresInSeconds: number): Promise<{ readonly operation: { readonly uri: string } }>;
}

interface ListedObjects {
  readonly keys: readonly { readonly key: string; readonly size: number; readonly mime_type: string }[];
  readonly common_prefixes: readonly string[];
  readonly has_more: boolean;
  readonly next_marker: string;
}

/** A bucket of the vendor's client, as far as it is used here. */
export interface QingstorBucket {
  put(): Promise<Answered>;
  head(): Promise<Answered>;
  delete(): Promise<Answered>;
  listObjects(options?: Options): Promise<Answered<ListedObjects>>;
  putObject(key: string, options: Options): Promise<Answered>;
  getObject(key: string, options?: Options): Promise<Answered<string>>;
  headObject(key: string): Promise<Answered>;
  deleteObject(key: string): Promise<Answered>;
  putObjectRequest(key: string, options?: Options): Built;
  getObjectRequest(key: string, options?: Options): Built;
  initiateMultipartUpload(key: string, options?: Options): Promise<Answered<{ readonly upload_id: string }>>;
  uploadMultipart(key: string, options: Options): Promise<Answered>;
  listMultipart(
    key: string,
    options: Options,
  ): Promise<
    Answered<{ readonly object_parts: readonly { readonly part_number: number; readonly size: number }[] }>
  >;
  completeMultipartUpload(key: string, options: Options): Promise<Answered>;
  abortMultipartUpload(key: string, options: Options): Promise<Answered>;
  putCORS(options: Options): Promise<Answered>;
  getCORS(): Promise<Answered<{ readonly cors_rules: readonly object[]; readonly resp_vary?: string }>>;
  deleteCORS(): Promise<Answered>;
}

/** The vendor's client. */
export interface QingstorClient {
  listBuckets(): Promise<Answered<{ readonly buckets: readonly { readonly name: string }[] }>>;
  Bucket(name: string, zone?: string): QingstorBucket;
}

/** The vendor's client for Node. @param options - Its own. */
export function qingstorClient(options: object): QingstorClient {
  const { Config, QingStor } = requirePeer<{
    readonly Config: new (options: object) => object;
    readonly QingStor: new (config: object) => QingstorClient;
  }>('qingstor-sdk');
  return new QingStor(new Config({ log_level: 'silent', ...options }));
}
