import type { Bucket } from '../../../src/transport/bucket.js';
import { presignUrl, signRequest } from '../../../src/transport/sign-request.js';
import type { Line, RawRequest } from './draw-requests.js';

/** Where a request goes, and the header lines of its signature. */
export interface SignedPlace {
  readonly path: string;
  readonly lines: readonly Line[];
}

const KEYS = { object: 'object', 'missing-object': 'missing object', bucket: '', 'bucket-slash': '' };

/** Signs a request as a page would, and spoils the signature where it is to be a bad one. */
export async function signRaw(
  bucket: Bucket,
  request: RawRequest,
  accessKeyId: string,
): Promise<SignedPlace> {
  const { target, signing, signature } = request;
  const key = KEYS[target];
  const plain = `/${bucket.location.bucket}${target === 'bucket' ? '' : `/${encodeURIComponent(key)}`}`;
  // A preflight carries the URL of the request after it.
  const method = request.method === 'OPTIONS' ? 'PUT' : request.method;
  if (signing === 'none') return { path: plain, lines: [] };
  const spoil = SPOILT[signature](accessKeyId);
  if (signing === 'url') {
    const { url } = await presignUrl(bucket, { method, key }, { expiresInSeconds: 600 });
    const { search } = new URL(url);
    return { path: plain + spoil(search), lines: [] };
  }
  const signed = await signRequest(bucket, { method, key });
  return {
    path: plain,
    lines: Object.entries(signed.headers).map(([name, value]) => [
      name,
      name.toLowerCase() === 'authorization' ? spoil(value) : value,
    ]),
  };
}

const SPOILT: Readonly<Record<RawRequest['signature'], (accessKeyId: string) => (text: string) => string>> = {
  good: () => (text) => text,
  wrong: () => (text) => text.replace(/(Signature=)[0-9a-f]{8}/, '$100000000'),
  'unknown-key': (accessKeyId) => (text) => text.replace(accessKeyId, 'NOSUCHKEY'),
  expired: () => (text) => text.replace(/(X-Amz-Date=)\d{8}/, '$120200101'),
};
