import type { DiagnoseOptions } from '../model/diagnose-options.js';
import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import type { Diagnosis } from '../model/diagnosis.js';
import type { Bucket } from '../transport/bucket.js';
import { checkDiagnoseCall } from './check-diagnose-call.js';
import { diagnoseInPage } from './diagnose-in-page.js';
import { browserPage } from './observe/browser-page.js';
import { PROBE_MARK } from './probe-id.js';
import { MOST_REQUESTS, TIMEOUT_MS } from './request-budget.js';
import { tellListener } from './tell-listener.js';

/**
 * Says from inside a page why a request to a bucket is refused, or that it is not.
 *
 * Sends test requests that differ in one thing at a time, 25 at most, at most 6 side by side. They change nothing in
 * the bucket: each belongs to a multipart upload that does not exist. Without `useCredentials` none carries credentials
 * (they are asked for all the same, to see which headers a signature adds). The console shows a red line for each one
 * that is refused: `onStart` is called before the first, to tell the user.
 *
 * @param bucket - From `createBucket()`.
 * @param request - What failed: method, key, headers, and where the signature stands. A `NetworkError` has it: `error.attempt`.
 * @returns Whatever the bucket or the network do, a diagnosis: never a `TypeError`.
 * @throws ConfigError when the request makes no sense, CredentialsError when credentials cannot be had, UnsupportedError
 * outside a browser, and where a part of the SDK that is needed for known rules, or for a request that passes, cannot be loaded; the signal's reason when it is aborted.
 */
export async function diagnose(
  bucket: Bucket,
  request: DiagnosedRequest,
  options: DiagnoseOptions = {},
): Promise<Diagnosis> {
  await checkDiagnoseCall(bucket, request, options);
  const timeoutMs = options.timeoutMs ?? TIMEOUT_MS;
  const page = browserPage(timeoutMs, options.signal);
  options.signal?.throwIfAborted();
  tellListener(options.onStart, { mostRequests: MOST_REQUESTS, timeoutMs, mark: PROBE_MARK });
  const found = await diagnoseInPage(page, bucket, request, options);
  options.signal?.throwIfAborted();
  return { ...found, store: bucket.store.commandName };
}
