import type { Credentials } from '../../model/credentials.js';
import { signAwsV4Headers } from '../../signing/aws-v4/sign-headers.js';
import { locateBucket } from '../../signing/locate-bucket.js';
import type { Bucket } from '../../transport/bucket.js';
import { type Answer, failure } from './answer.js';
import { sha256Hex } from './sha256-hex.js';

/** The least that AWS takes: the page asks again before they end. */
const DURATION_SECONDS = 900;

/** What is asked of the STS besides what the bucket says. */
export interface RoleRequest {
  readonly roleArn: string;
  readonly adminCredentials: Credentials;
  readonly signal: AbortSignal;
}

/**
 * Asks the STS at the store's endpoint for temporary credentials and passes its XML on as it is.
 *
 * @returns The STS's answer, or 502 with the reason when it gave none or refused.
 * @see https://docs.aws.amazon.com/STS/latest/APIReference/API_AssumeRole.html
 */
export async function assumeRole(bucket: Bucket, request: RoleRequest): Promise<Answer> {
  const body = new URLSearchParams({
    Action: 'AssumeRole',
    Version: '2011-06-15',
    RoleArn: request.roleArn,
    RoleSessionName: 'bucket-preflight-desk',
    DurationSeconds: String(DURATION_SECONDS),
  }).toString();
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  const { endpoint } = bucket;
  const { region } = bucket.location;
  // The service itself, no bucket of it.
  const location = locateBucket({ endpoint, region, bucket: '', addressing: 'path' });
  const signed = await signAwsV4Headers(
    { method: 'POST', location, key: '', headers },
    request.adminCredentials,
    { now: bucket.clock.now(), service: 'sts', payloadHash: sha256Hex(body) },
  );
  let response: Response;
  let text: string;
  try {
    response = await bucket.fetch(signed.url, {
      method: 'POST',
      headers: signed.headers,
      body,
      signal: request.signal,
      // Elsewhere the signature would be worth nothing; and where an answer leads is not for the store to choose.
      redirect: 'error',
    });
    text = await response.text();
  } catch {
    return failure(502, `The STS at ${endpoint} does not answer, or redirects. Is the store running?`);
  }
  if (response.ok) return { status: 200, contentType: 'application/xml', body: text };
  const { serviceCode } = await bucket.store.readError(text, response.headers);
  return failure(502, `The STS at ${endpoint} answered ${response.status} ${serviceCode}`.trim());
}
