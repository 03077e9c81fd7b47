import type { AwsRequest } from '../aws-requests.js';
import { objectPathOf } from '../aws-url.js';
import type { Outcome } from '../compare.js';
import { hideToken, parametersOf, v4Authorization } from '../outcome.js';
import { queryOf } from '../requests.js';
import { requirePeer } from './require-peer.js';

interface HttpRequest {
  readonly method: string;
  readonly protocol: string;
  readonly hostname: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: unknown;
}

interface SignatureV4 {
  sign(request: HttpRequest, options: { readonly signingDate: Date }): Promise<HttpRequest>;
  presign(
    request: HttpRequest,
    options: { readonly signingDate: Date; readonly expiresIn: number },
  ): Promise<HttpRequest>;
  createCanonicalRequest(...parts: readonly unknown[]): string;
  createStringToSign(...parts: readonly unknown[]): Promise<string>;
}

const { SignatureV4 }: { readonly SignatureV4: new (options: object) => SignatureV4 } =
  requirePeer('@smithy/signature-v4');
const { Sha256 }: { readonly Sha256: object } = requirePeer('@aws-crypto/sha256-js');

/** Keeps what it was about to sign. */
class WatchedSignatureV4 extends SignatureV4 {
  canonicalRequest = '';
  stringToSign = '';

  override createCanonicalRequest(...parts: readonly unknown[]): string {
    this.canonicalRequest = super.createCanonicalRequest(...parts);
    return this.canonicalRequest;
  }

  override async createStringToSign(...parts: readonly unknown[]): Promise<string> {
    this.stringToSign = await super.createStringToSign(...parts);
    return this.stringToSign;
  }
}

/** Signature Version 4 as the AWS SDK uses it for S3: paths encoded once. */
export async function smithy(request: AwsRequest): Promise<Outcome> {
  const { form, method, location, headers, credentials, now: signingDate } = request;
  const { accessKeyId, secretAccessKey, securityToken } = credentials;
  const signer = new WatchedSignatureV4({
    credentials: {
      accessKeyId,
      secretAccessKey,
      ...(securityToken === undefined ? {} : { sessionToken: securityToken }),
    },
    region: location.region,
    service: 's3',
    sha256: Sha256,
    uriEscapePath: false,
    applyChecksum: false,
  });
  const plain: HttpRequest = {
    method,
    protocol: 'https:',
    hostname: location.host,
    path: objectPathOf(request),
    query: queryOf(request),
    headers: { ...headers, host: location.host },
  };
  const trace = () => ({
    canonicalRequest: hideToken(signer.canonicalRequest, securityToken),
    stringToSign: signer.stringToSign,
  });
  if (form === 'headers') {
    const hash = { 'x-amz-content-sha256': request.payloadHash ?? 'UNSIGNED-PAYLOAD' };
    const hashed = { ...plain, headers: { ...plain.headers, ...hash } };
    const signed = await signer.sign(hashed, { signingDate });
    const { authorization, 'x-amz-date': date } = signed.headers;
    return { ...v4Authorization(authorization), date, ...trace() };
  }
  // A body that is no text and no bytes, as a stream is none, is left unsigned.
  const unhashed = { ...plain, body: {} };
  const { query } = await signer.presign(unhashed, { signingDate, expiresIn: request.expiresInSeconds });
  const parameters = parametersOf(`https://presigned.example/?${new URLSearchParams(query)}`);
  return { signature: parameters['X-Amz-Signature'] ?? '', parameters, ...trace() };
}
