import { hex, utf8 } from '../../crypto/encodings.js';
import { platformHashes } from '../../crypto/platform-hashes.js';
import type { BucketLocation } from '../../model/bucket-location.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { Credentials } from '../../model/credentials.js';
import { encodeRfc3986 } from '../encode-rfc3986.js';
import type { PreparedKey } from '../prepared-key.js';
import { shownHeader, shownParameter, TOKEN_SHOWN } from '../secret-headers.js';
import type { SignatureTrace } from '../signer.js';
import { sortedHeaders } from '../sorted-headers.js';
import { type KeyTime, timeText } from './key-time.js';

/** Everything of a request that is signed. */
export interface CosParts {
  readonly method: string;
  readonly location: BucketLocation;
  readonly key: string;
  /** Not encoded. */
  readonly query: Readonly<Record<string, string>>;
  /** With `host`, unless it is not signed. */
  readonly headers: Readonly<Record<string, string>>;
  /** Percent-encodes a value: `tokenEncoder()`. */
  readonly encode: (text: string) => string;
}

/** A list as it is signed, `name=value` joined by `&`, and its names joined by `;`. */
interface CosList {
  readonly text: string;
  readonly names: string;
}

/** What is signed of a request, and the lists that tell the store what that is. */
export interface CosCanonical {
  readonly text: string;
  readonly headerNames: string;
  readonly parameterNames: string;
}

/** The text that COS calls HttpString: the path stands in it as it is, not percent-encoded. */
export function cosCanonical({ method, location, key, query, headers, encode }: CosParts): CosCanonical {
  const parameters = cosList(Object.entries(query), encode);
  // Space around a header's value is not sent; around a parameter's it is.
  const signed = cosList(sortedHeaders(headers), encode);
  const { bucketPath } = location;
  const path = key === '' && bucketPath !== '' ? bucketPath : `${bucketPath}/${key}`;
  return {
    text: `${method.toLowerCase()}\n${path}\n${parameters.text}\n${signed.text}\n`,
    headerNames: signed.names,
    parameterNames: parameters.names,
  };
}

/** Names encoded and then lower-cased, digits of the encoding included; sorted by that. */
function cosList(entries: readonly HeaderEntry[], encode: (text: string) => string): CosList {
  const encoded = entries
    .map(([name, value]): HeaderEntry => [encodeRfc3986(name).toLowerCase(), encode(value)])
    .sort(([a], [b]) => (a < b ? -1 : Number(a > b)));
  return {
    text: encoded.map(([name, value]) => `${name}=${value}`).join('&'),
    names: encoded.map(([name]) => name).join(';'),
  };
}

/** A signature of COS with all that tells the store how it was made, in the order of the vendor's own. */
export interface CosSignature {
  readonly parameters: readonly HeaderEntry[];
  readonly stringToSign: string;
}

/** Signs the canonical text for a window of time, by the key that was made for it. */
export async function signCosText(
  canonical: CosCanonical,
  { accessKeyId }: Credentials,
  keyTime: KeyTime,
  signingKey: PreparedKey,
): Promise<CosSignature> {
  const time = timeText(keyTime);
  const digest = await platformHashes().digest('SHA-1', utf8(canonical.text));
  const key = await signingKey();
  const stringToSign = `sha1\n${time}\n${hex(digest)}\n`;
  return {
    stringToSign,
    parameters: [
      ['q-sign-algorithm', 'sha1'],
      ['q-ak', accessKeyId],
      ['q-sign-time', time],
      ['q-key-time', time],
      ['q-header-list', canonical.headerNames],
      ['q-url-param-list', canonical.parameterNames],
      ['q-signature', hex(await key(utf8(stringToSign)))],
    ],
  };
}

/** What a trace shows of it. */
export function cosTrace(parts: CosParts, stringToSign: string): SignatureTrace {
  const headers = Object.fromEntries(
    Object.entries(parts.headers).map(([name, value]) => [name, shownHeader(name.toLowerCase(), value)]),
  );
  const query = Object.fromEntries(
    Object.entries(parts.query).map(([name, value]) => [name, shownParameter(name, value)]),
  );
  const canonical = cosCanonical({ ...parts, headers, query });
  return {
    // Shown as elsewhere, not percent-encoded.
    canonicalRequest: canonical.text
      .replaceAll(encodeRfc3986(TOKEN_SHOWN), TOKEN_SHOWN)
      .replaceAll(encodeRfc3986('<secret>'), '<secret>'),
    stringToSign,
    signedHeaders: sortedHeaders(headers).map(([name]) => name),
  };
}
