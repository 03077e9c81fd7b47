import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import type { Diagnosis, Evidence } from '../model/diagnosis.js';
import type { Bucket } from '../transport/bucket.js';
import { presignUrl, signRequest } from '../transport/sign-request.js';
import type { Page } from './page.js';

type Finding = Pick<Diagnosis, 'code' | 'stage' | 'confidence' | 'readableError'>;

/** Long enough for the one request that follows. */
const LIFE_SECONDS = 60;

/**
 * Sends the request with its real signature, but about a part of an upload that does not exist: a store that accepts the
 * signature must answer that there is no such upload.
 */
export async function checkSignature(
  page: Page,
  bucket: Bucket,
  request: DiagnosedRequest,
  note: (evidence: Evidence) => void,
): Promise<Finding> {
  const { method, key, headers = {} } = request;
  const query = bucket.store.harmlessQuery(method, `bucket-preflight-${page.randomId()}`);
  const signable = { method, key, headers, query };
  const signed =
    request.signing === 'url'
      ? { ...(await presignUrl(bucket, signable, { expiresInSeconds: LIFE_SECONDS })), headers }
      : await signRequest(bucket, signable);
  const outcome = await page.sendProbe({ method, url: signed.url, headers: Object.entries(signed.headers) });
  const { passed, via, answer, durationMs } = outcome;
  const status = answer === null ? {} : { status: answer.status };
  note({
    probe: `${method} with the real signature, of an upload that does not exist`,
    passed,
    via,
    durationMs,
    ...status,
  });
  if (answer === null) {
    // Only an upload that went out shows that the browser hides the answer; anything else is a request that got lost.
    return passed === true
      ? { code: 'act.error-without-cors', stage: 'response', confidence: 'proof', readableError: null }
      : { code: 'undecided', stage: 'response', confidence: 'weak', readableError: null };
  }
  const { serviceCode } = await bucket.store.readError(answer.body, new Headers());
  if (answer.status < 300 || bucket.store.acceptsSignature(answer.status, serviceCode)) {
    return { code: 'ok.allowed', stage: 'none', confidence: 'proof', readableError: null };
  }
  const readableError = { status: answer.status, serviceCode };
  return { code: 'act.readable-error', stage: 'response', confidence: 'proof', readableError };
}
