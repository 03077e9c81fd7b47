import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { wrongOption } from '../model/wrong-value.js';
import type { SigningStore } from '../stores/store.js';
import { bodyIssues, bytesOfText, type RequestBody, withBodyType } from '../transport/body-type.js';
import type { Bucket } from '../transport/bucket.js';
import { callIssues, signatureNames } from '../transport/check-call.js';
import { objectRequestIssues } from '../transport/check-object-request.js';
import { sendRequest } from '../transport/send-request.js';
import { objectKeyIssues } from './object-key-issues.js';

/** What `putObject()` takes besides the body. */
export interface PutObjectOptions {
  /** The object's media type. Default: that in `headers`, else the Blob's own type, else `application/octet-stream`. */
  readonly contentType?: string;
  /** Further headers, signed and sent, such as `x-amz-meta-…`, their values in printable ASCII. Default: none. */
  readonly headers?: Readonly<Record<string, string>>;
  /** Ends it early: it is rejected with the signal’s reason. */
  readonly signal?: AbortSignal;
}

/** What the store said to an upload. */
export interface PutObjectResult {
  /** The object's `ETag`, quotes included. `null` in a page when no rule exposes it. */
  readonly etag: string | null;
}

const KNOWN = ['contentType', 'headers', 'signal'];

/**
 * Uploads an object in one request, signed in its headers: `PUT /key`. In a page a preflight comes first.
 *
 * @param body - Text goes as UTF-8. The `Content-Type` that is signed is the one that is sent. Not a form or a stream.
 * @throws ConfigError when an option is unknown or cannot be right; nothing is sent then. HttpError when the store refused
 * and said why. NetworkError when no answer could be read: then call `diagnose(bucket, error.attempt)`. CredentialsError
 * when the credentials cannot be had.
 */
export async function putObject(
  bucket: Bucket<SigningStore>,
  key: string,
  body: Exclude<RequestBody, null>,
  options: PutObjectOptions = {},
): Promise<PutObjectResult> {
  const { contentType, headers: given = {} } = options ?? {};
  const issues = [
    ...callIssues(bucket, options, KNOWN),
    ...checkTypes(contentType, given),
    ...objectKeyIssues(key),
    ...objectRequestIssues({ method: 'PUT', key: String(key), headers: given }, signatureNames(bucket)),
    ...bodyIssues(body ?? null),
    ...((body ?? null) === null
      ? [wrongOption('body', body, 'must be what is to be stored, "" for nothing')]
      : []),
  ];
  if (issues.length > 0) throw new ConfigError('The object cannot be put', issues);
  // Text has no type of its own here, unlike in a request of `fetch`: it is stored as what the caller says it is.
  const bytes = bytesOfText(body);
  const named =
    contentType === undefined || typesIn(given).length > 0
      ? given
      : { ...given, 'content-type': contentType };
  const headers = withBodyType(named, bytes, 'application/octet-stream');
  const signal = options.signal === undefined ? {} : { signal: options.signal };
  const response = await sendRequest(bucket, { method: 'PUT', key, headers }, { body: bytes, ...signal });
  return { etag: response.headers.get('etag') };
}

/** What the headers give and `contentType` gives must be one: neither may overrule the other without a word. */
function checkTypes(contentType: unknown, headers: Readonly<Record<string, string>>): Issue[] {
  if (contentType === undefined) return [];
  if (typeof contentType !== 'string' || !/^[\x20-\x7e]+$/.test(contentType)) {
    return [wrongOption('contentType', contentType, 'must be a media type, such as image/png')];
  }
  return typesIn(headers)
    .filter(([, value]) => value !== contentType)
    .map(([name, value]) => ({
      code: 'invalid',
      path: `headers.${name}`,
      value: showValue(value),
      message: `is not what the option contentType says, ${showValue(contentType)}: give one of them`,
    }));
}

/** Of whatever was given as headers; what is wrong with it is told elsewhere. */
function typesIn(headers: Readonly<Record<string, string>>): [name: string, value: string][] {
  return Object.entries(Object(headers) as typeof headers).filter(
    ([name]) => name.toLowerCase() === 'content-type',
  );
}
