import { UnsupportedError } from '../../model/errors.js';
import { parseUrl } from '../../model/parse-url.js';
import { encodeRfc3986 } from '../encode-rfc3986.js';
import { hasDotSegment } from '../has-dot-segment.js';

/** A URL in the parts that a signature sees, in the encoding that is signed and sent. */
export interface CanonicalUrl {
  /** `https://host:port`, without a default port. */
  readonly origin: string;
  /** The host line's value: with the port, unless it is the default one. */
  readonly host: string;
  /** The path, each segment encoded once. Never empty. */
  readonly path: string;
  /** Query parameters, decoded, in the order given. */
  readonly query: readonly (readonly [name: string, value: string])[];
}

/** What a presigned URL carries, lower-case. The hash of the payload is not among them: it may be given in the query. */
const SIGNATURE_PARAMETERS = new Set(
  ['algorithm', 'credential', 'date', 'expires', 'security-token', 'signature', 'signedheaders'].map(
    (name) => `x-amz-${name}`,
  ),
);

/**
 * Splits a URL for signing. The path keeps `//` and is encoded once, as S3 wants it (other services encode twice).
 *
 * Only the origin goes through the platform's URL parser: it would resolve dot segments and leave characters bare that
 * are signed encoded.
 *
 * @throws UnsupportedError when the URL is not absolute http(s), when its percent-encoding is broken, when it carries a
 * signature already, or when a path segment is `.` or `..`: every browser resolves those before it sends, so such a key
 * cannot be addressed from a page.
 */
export function canonicalUrl(url: string): CanonicalUrl {
  const match = /^(https?:\/\/[^/?#\\]+)(?![\\])([^?#]*)(?:\?([^#]*))?(?:#.*)?$/i.exec(url);
  const [, authority = '', path = '', query = ''] = match ?? [];
  const parsed = parseUrl(url);
  if (match === null || parsed === undefined) {
    throw new UnsupportedError('The URL to sign is not an absolute http or https URL');
  }
  const { origin, host } = new URL(authority);
  try {
    return { origin, host, path: canonicalPath(path), query: checkUnsigned(parseQuery(query)) };
  } catch (error) {
    if (error instanceof URIError) {
      throw new UnsupportedError('The URL to sign holds a "%" that starts no valid percent-encoding', {
        cause: error,
      });
    }
    throw error;
  }
}

function canonicalPath(path: string): string {
  const segments = path.split('/').map(decodeURIComponent);
  if (hasDotSegment(segments)) {
    throw new UnsupportedError(
      'A key with a "." or ".." segment cannot be addressed from a browser: it resolves them before sending',
    );
  }
  const encoded = segments.map(encodeRfc3986).join('/');
  return encoded === '' ? '/' : encoded;
}

/** Two signatures in one URL are refused by every store. */
function checkUnsigned(query: [string, string][]): [string, string][] {
  if (query.every(([name]) => !SIGNATURE_PARAMETERS.has(name.toLowerCase()))) return query;
  throw new UnsupportedError(
    'The URL to sign carries a signature already (X-Amz-… parameters): sign it without them',
  );
}

function parseQuery(query: string): [string, string][] {
  return query
    .split('&')
    .filter((parameter) => parameter !== '')
    .map((parameter) => {
      const equals = parameter.indexOf('=');
      const name = equals < 0 ? parameter : parameter.slice(0, equals);
      const value = equals < 0 ? '' : parameter.slice(equals + 1);
      return [decodeURIComponent(name), decodeURIComponent(value)];
    });
}
