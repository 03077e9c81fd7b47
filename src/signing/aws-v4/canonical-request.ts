import type { HeaderEntry } from '../../model/cors-exchange.js';
import { shownHeader, shownQuery } from '../secret-headers.js';
import type { SignatureTrace } from '../signer.js';

/** Everything of a request that is signed. */
export interface AwsV4Parts {
  readonly method: string;
  /** Percent-encoded. */
  readonly path: string;
  /** Sorted and encoded. */
  readonly query: string;
  /** With `host`; names lower-case and sorted, values trimmed. */
  readonly headers: readonly HeaderEntry[];
  /** Hexadecimal SHA-256 of the body, or `UNSIGNED-PAYLOAD`. */
  readonly payloadHash: string;
}

/** The canonical request of Signature Version 4. */
export function awsCanonicalRequest(parts: AwsV4Parts): string {
  const { method, path, query, headers, payloadHash } = parts;
  let lines = '';
  for (const header of headers) lines += `${header[0]}:${oneSpace(header[1])}\n`;
  return `${method}\n${path}\n${query}\n${lines}\n${signedNames(headers)}\n${payloadHash}`;
}

/** The names of signed headers as the signature lists them: `host;x-amz-date`. */
export function signedNames(headers: readonly HeaderEntry[]): string {
  let names = '';
  for (const header of headers) names += names === '' ? header[0] : `;${header[0]}`;
  return names;
}

/** Runs of spaces within a value count as one. */
function oneSpace(value: string): string {
  return value.includes('  ') ? value.replace(/ +/g, ' ') : value;
}

/** What a trace shows of it. The places of token and keys are known, so they are never searched for. */
export function awsTrace(parts: AwsV4Parts, stringToSign: string): SignatureTrace {
  const headers = parts.headers.map(([name, value]): HeaderEntry => [name, shownHeader(name, value)]);
  return {
    canonicalRequest: awsCanonicalRequest({ ...parts, headers, query: shownQuery(parts.query) }),
    stringToSign,
    signedHeaders: headers.map(([name]) => name),
  };
}
