/**
 * What a page does with a bucket. `upload`: one `PUT`. `multipart-upload`: begins, sends parts, completes. `abort-upload`:
 * gives a multipart upload up, by `DELETE`. `form-upload`: a `POST` of a form. `manage-cors`: reads, replaces and deletes the
 * bucket's CORS configuration, signed as this SDK's calls are: `GET` in the URL, `PUT` and `DELETE` in headers.
 */
export type CorsOperation =
  | 'upload'
  | 'multipart-upload'
  | 'abort-upload'
  | 'form-upload'
  | 'download'
  | 'head'
  | 'list'
  | 'delete'
  | 'manage-cors';

/** What a page does, and how, as far as it decides what the browser asks for. */
export interface PageUse {
  /** What the page does with objects. */
  readonly operations: readonly CorsOperation[];
  /** Where signatures are: in headers, in presigned URLs, or in forms, which can do `form-upload` only. Default `headers`. */
  readonly signing?: 'headers' | 'url' | 'form';
  /** Whether temporary credentials sign. Default: where the store's scheme knows them. */
  readonly temporary?: boolean;
  /** The `Content-Type` of uploads. Default `application/octet-stream`, which like most others needs permission. */
  readonly contentType?: string;
  /** Further headers of uploads, such as `x-amz-meta-owner`, with values as they are sent. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Whether the page listens to the progress of uploads on `xhr.upload`. Default false. */
  readonly uploadListeners?: boolean;
  /** Whether downloads ask for ranges and read which one they got. Default false. */
  readonly ranges?: boolean;
}
