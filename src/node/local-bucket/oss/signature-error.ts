import { percentEncode } from '../percent-encode.js';
import type { ServiceError } from '../service-error.js';
import { ossError } from './oss-error.js';

/** What was computed, and what came instead. */
export interface Mismatch {
  readonly accessKeyId: string;
  readonly provided: string;
  /** Each character one byte. */
  readonly stringToSign: string;
  /** Of V4, each character one byte. */
  readonly canonicalRequest?: string;
  readonly token: string | null;
  readonly ec: string;
}

/** What stands for the token in texts that are answered. OSS shows the token itself; it is half of a credential. */
const HIDDEN = '<security token>';

/**
 * The refusal of a signature that is another's, with what was computed, so that it can be compared. That V4 answers with
 * its canonical request too is not confirmed.
 */
export function signatureDoesNotMatch(mismatch: Mismatch): ServiceError {
  const { accessKeyId, provided, canonicalRequest, ec } = mismatch;
  const shown = withoutToken(mismatch.stringToSign, mismatch.token);
  return ossError(
    403,
    'SignatureDoesNotMatch',
    'The request signature we calculated does not match the signature you provided. Check your key and signing method.',
    [
      ['OSSAccessKeyId', accessKeyId],
      ['SignatureProvided', provided],
      ['StringToSign', shown],
      ['StringToSignBytes', (Buffer.from(shown).toString('hex').toUpperCase().match(/../g) ?? []).join(' ')],
      ...(canonicalRequest === undefined
        ? []
        : ([['CanonicalRequest', withoutToken(canonicalRequest, mismatch.token)]] as const)),
    ],
    ec,
  );
}

function withoutToken(bytes: string, token: string | null): string {
  const text = Buffer.from(bytes, 'latin1').toString();
  if (token === null || token === '') return text;
  return text.replaceAll(token, HIDDEN).replaceAll(percentEncode(token), HIDDEN);
}
