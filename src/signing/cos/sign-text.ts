import { hex } from '../../crypto/encodings.js';
import type { BucketLocation } from '../../model/bucket-location.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';
import type { Credentials } from '../../model/credentials.js';
import { encodeRfc3986 } from '../encode-rfc3986.js';
import { insertSorted } from '../insert-sorted.js';
import { shownHeader, shownParameter, TOKEN_SHOWN } from '../secret-headers.js';
import type { SignatureTrace } from '../signer.js';
import { sortedHeaders } from '../sorted-headers.js';

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
  const sorted: HeaderEntry[] = [];
  for (const entry of entries)
    insertSorted(sorted, [encodeRfc3986(entry[0]).toLowerCase(), encode(entry[1])]);
  let text = '';
  let names = '';
  // A name may be empty, so that nothing but its place tells the first one.
  let isFirst = true;
  for (const entry of sorted) {
    text += isFirst ? `${entry[0]}=${entry[1]}` : `&${entry[0]}=${entry[1]}`;
    names += isFirst ? entry[0] : `;${entry[0]}`;
    isFirst = false;
  }
  return { text, names };
}

/**
 * The string to sign.
 *
 * @param time - The window, as `timeText()` writes it.
 * @param digest - The SHA-1 of the canonical text.
 */
export function cosStringToSign(time: string, digest: ArrayBuffer): string {
  return `sha1\n${time}\n${hex(digest)}\n`;
}

/** A signature of COS. */
export interface CosSignature {
  /** The window, as it is signed. */
  readonly time: string;
  /** 40 hexadecimal digits. */
  readonly signature: string;
}

/** A signature with all that tells the store how it was made, in the order of the vendor's own: as `Authorization` has it. */
export function cosAuthorization(
  { accessKeyId }: Credentials,
  { headerNames, parameterNames }: CosCanonical,
  { time, signature }: CosSignature,
): string {
  return `q-sign-algorithm=sha1&q-ak=${accessKeyId}&q-sign-time=${time}&q-key-time=${time}&q-header-list=${headerNames}&q-url-param-list=${parameterNames}&q-signature=${signature}`;
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
