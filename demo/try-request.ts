import { type Bucket, HttpError, NetworkError, presignUrl, sendRequest } from 'bucket-preflight';
import { WITH_BODY } from './form.js';
import type { Prepared } from './prepare.js';
import { texts } from './texts.js';

/** What became of the request. */
export type Outcome =
  | { readonly kind: 'stored'; readonly bytes: number; readonly where: string; readonly etag: string | null }
  | { readonly kind: 'answered'; readonly status: number }
  /** No answer could be read; the browser's own words. */
  | { readonly kind: 'unreadable'; readonly words: string }
  | { readonly kind: 'refused'; readonly status: number; readonly code: string; readonly message: string };

type Body = Blob | Uint8Array<ArrayBuffer> | null;

const GENERATED_BYTES = 1024 * 1024;
const LIFE_SECONDS = 300;

/**
 * Sends the request for real, signed.
 *
 * @param file - What to send. `null`: 1 MiB that is made up here.
 * @throws What is not about this one request: CredentialsError, UnsupportedError, an abort.
 */
export async function tryRequest(
  prepared: Prepared,
  file: File | null,
  signal: AbortSignal,
): Promise<Outcome> {
  const { method, signing } = prepared.request;
  const body = WITH_BODY.includes(method) ? (file ?? generatedBytes()) : null;
  if (signing === 'url') return tryPresigned(prepared, body, signal);
  try {
    return await trySigned(prepared, body, signal);
  } catch (error) {
    if (error instanceof NetworkError) return unreadable(error.cause);
    if (!(error instanceof HttpError)) throw error;
    const { status, answer } = error;
    return { kind: 'refused', status, code: answer.serviceCode, message: answer.serviceMessage };
  }
}

async function trySigned(prepared: Prepared, body: Body, signal: AbortSignal): Promise<Outcome> {
  const { method, key, headers } = prepared.request;
  const answer = await sendRequest(prepared.bucket, { method, key, headers }, { body, signal });
  return answered(prepared, body, answer);
}

/** A presigned URL is sent by whatever the page likes: here by `fetch()`. */
async function tryPresigned(prepared: Prepared, body: Body, signal: AbortSignal): Promise<Outcome> {
  const { bucket, request } = prepared;
  const { method, key, headers } = request;
  const { url } = await presignUrl(bucket, { method, key, headers }, { expiresInSeconds: LIFE_SECONDS });
  let answer: Response;
  try {
    answer = await fetch(url, { method, headers, body, signal, credentials: 'omit', cache: 'no-store' });
  } catch (error) {
    if (signal.aborted) throw error;
    return unreadable(error);
  }
  if (!answer.ok) return refused(bucket, answer);
  return answered(prepared, body, answer);
}

async function refused(bucket: Bucket, answer: Response): Promise<Outcome> {
  const { serviceCode, serviceMessage } = await bucket.store.readError(await answer.text(), answer.headers);
  return { kind: 'refused', status: answer.status, code: serviceCode, message: serviceMessage };
}

function unreadable(cause: unknown): Outcome {
  return { kind: 'unreadable', words: cause instanceof Error ? cause.message : String(cause) };
}

function answered({ bucket, request }: Prepared, body: Body, { status, headers }: Response): Outcome {
  if (request.method !== 'PUT' || body === null) return { kind: 'answered', status };
  const bytes = body instanceof Blob ? body.size : body.length;
  return {
    kind: 'stored',
    bytes,
    where: `${bucket.location.bucket}/${request.key}`,
    etag: headers.get('etag'),
  };
}

/** Not each KiB alike, so that bytes that went missing or changed places would show. */
function generatedBytes(): Uint8Array<ArrayBuffer> {
  const words = new TextEncoder().encode(`${texts.title} `);
  return Uint8Array.from(
    { length: GENERATED_BYTES },
    (_, index) => (words[index % words.length] ?? 0) ^ ((index >> 10) & 1),
  );
}
