import { afterRefusal } from '../model/after-refusal.js';
import type { DiagnosedRequest } from '../model/diagnosed-request.js';
import { HttpError, NetworkError } from '../model/errors.js';
import { hideSecretHeaders } from '../signing/secret-headers.js';
import type { SignedHeaders, SignedUrl } from '../signing/signer.js';
import type { SigningStore } from '../stores/store.js';
import { bodyIssues, bytesOfText, type RequestBody, withBodyType } from './body-type.js';
import type { Bucket } from './bucket.js';
import { callIssues, signatureNames } from './check-call.js';
import { checkObjectRequest } from './check-object-request.js';
import type { ObjectRequest } from './object-request.js';
import { redactCause, redactor } from './redact-cause.js';
import { type Remedy, remedyRefusal } from './remedy-refusal.js';

/** What goes with a request besides what is signed. */
export interface SendOptions {
  /**
   * The body. The `Content-Type` that the browser adds to it (a Blob's own, `text/plain;charset=UTF-8` for text) is signed
   * and sent, unless the request has a `content-type`. Not a form or a stream.
   */
  readonly body?: RequestBody;
  /** Ends the request; its reason is what the call rejects with. */
  readonly signal?: AbortSignal;
}

const SEND_OPTIONS = ['body', 'signal'];

/** Only for the one request that follows at once. */
const LIFE_SECONDS = 60;

const REDIRECTED =
  'the store sends this request on to another address, where its signature is not valid. Most often the bucket is in ' +
  'another region, or has another endpoint: compare both with the console of the store.';

/**
 * Signs a request in its headers and sends it, without cookies. A redirect is not followed. Where the store answers that
 * the credentials are expired or unknown, they are renewed and the request is sent once more; and once more where it
 * answers that the clock is off and tells the time.
 *
 * @returns The answer, when its status is 200 to 299. Its body has not been read.
 * @throws ConfigError when an option is unknown or cannot be right, or a browser would send another request than is signed.
 * HttpError when the store answered with another status; the body was read. NetworkError when no answer could be read: CORS,
 * the network, an error answer without CORS headers, or, in a page, a redirect. CredentialsError or SignerError when there is
 * no signature; its `refusal` is what the store had answered, where that is why another was wanted. An abort passes through
 * as it is.
 */
export async function sendRequest(
  bucket: Bucket<SigningStore>,
  request: ObjectRequest,
  options: SendOptions = {},
): Promise<Response> {
  const checked = complete(bucket, request, options);
  const attempt = attemptOf(checked, 'header');
  const signable = { ...checked, location: bucket.location };
  const sign = () => bucket.signer.signHeaders(signable, waiting(options));
  return send(bucket, attempt, sign, options, async (response) => response);
}

/**
 * The same with the signature in the URL, which then needs no permission for the headers of a signature.
 *
 * @returns The answer's body as text.
 * @throws As `sendRequest`, and NetworkError also when the body breaks off.
 */
export async function readByUrl(
  bucket: Bucket<SigningStore>,
  request: ObjectRequest,
  options: SendOptions = {},
): Promise<string> {
  const checked = complete(bucket, request, options);
  const attempt = attemptOf(checked, 'url');
  const signable = { ...checked, location: bucket.location };
  const life = { ...waiting(options), expiresInSeconds: LIFE_SECONDS };
  const sign = () => bucket.signer.signUrl(signable, life);
  return send(bucket, attempt, sign, options, (response) => response.text());
}

/** @param read - What is made of an answer with a status of 200 to 299. */
async function send<Result>(
  bucket: Bucket<SigningStore>,
  attempt: DiagnosedRequest,
  sign: () => Promise<SignedHeaders | SignedUrl>,
  options: SendOptions,
  read: (response: Response) => Promise<Result>,
): Promise<Result> {
  const remedies = new Set<Remedy>(['clock', 'credentials']);
  let refused: HttpError | undefined;
  for (;;) {
    options.signal?.throwIfAborted();
    const signedOffsetMs = bucket.clock.offsetMs();
    const signed = await telling(refused, sign);
    const outcome = await sendOnce(bucket, attempt, signed, options, read);
    if ('result' in outcome) return outcome.result;
    const refusal = { ...outcome, signed, signedOffsetMs };
    const remedy = () => remedyRefusal(bucket, refusal, remedies, waiting(options));
    if (!(await telling(outcome.error, remedy))) throw outcome.error;
    refused = outcome.error;
  }
}

/** What the work gives. Where it fails after a refusal, what the store said then is told with it. */
async function telling<Result>(refused: HttpError | undefined, work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    throw refused === undefined ? error : afterRefusal(error, refused);
  }
}

/** An answer with a status of 200 to 299 as it was read, or what the store refused with. */
type Outcome<Result> = { readonly result: Result } | { readonly error: HttpError; readonly headers: Headers };

async function sendOnce<Result>(
  bucket: Bucket<SigningStore>,
  attempt: DiagnosedRequest,
  signed: SignedHeaders | SignedUrl,
  { body = null, signal }: SendOptions,
  read: (response: Response) => Promise<Result>,
): Promise<Outcome<Result>> {
  const { method } = attempt;
  const { diagnose } = bucket;
  const failed = { method, url: withoutQuery(signed.url) };
  const init: RequestInit = {
    method,
    headers: signed.headers,
    body: bytesOfText(body),
    credentials: 'omit',
    cache: 'no-store',
    // A signature names its host, so it is never valid elsewhere; and a stranger must not be handed the token.
    redirect: 'manual',
    signal: signal ?? null,
  };
  let response: Response;
  try {
    response = await bucket.fetch(signed.url, init);
    if (response.ok) return { result: await read(response) };
  } catch (error) {
    signal?.throwIfAborted();
    const cause = redactCause(error, signed, bucket.store.signer.headerNames);
    throw new NetworkError(failed, attempt, { cause, diagnose });
  }
  // All that a page sees of a redirect.
  if (response.type === 'opaqueredirect')
    throw new NetworkError(failed, attempt, { why: REDIRECTED, diagnose });
  // The status says enough when the body breaks off.
  const text = await response.text().catch(() => '');
  signal?.throwIfAborted();
  const { headers, status } = response;
  const answer = await bucket.store.readError(text, headers);
  // A store may quote what it was sent.
  const redact = redactor(signed, bucket.store.signer.headerNames);
  const [serviceCode, serviceMessage] = [redact(answer.serviceCode), redact(answer.serviceMessage)];
  return { headers, error: new HttpError(failed, status, { ...answer, serviceCode, serviceMessage }) };
}

function waiting({ signal }: SendOptions): { readonly signal?: AbortSignal } {
  return signal === undefined ? {} : { signal };
}

/** The request as it is signed, sent and reported. */
function complete(
  bucket: Bucket<SigningStore>,
  request: ObjectRequest,
  options: SendOptions,
): Required<ObjectRequest> {
  const further = callIssues(bucket, options, SEND_OPTIONS);
  const { body = null, signal } = options ?? {};
  const checked = checkObjectRequest(request, signatureNames(bucket), further, bodyIssues(body, request));
  signal?.throwIfAborted();
  return { ...checked, headers: withBodyType(checked.headers, body) };
}

/**
 * The request as the error that tells of its failure carries it. Rules do not look at the key, and probes need one: a request
 * about the bucket itself is diagnosed by that of an object.
 */
function attemptOf(
  { method, key, headers }: Required<ObjectRequest>,
  signing: 'header' | 'url',
): DiagnosedRequest {
  const asked = key === '' ? 'bucket-preflight' : key;
  return { method, key: asked, headers: hideSecretHeaders(headers), signing, hasFailed: true };
}

function withoutQuery(url: string): string {
  return url.split('?', 1)[0] ?? url;
}
