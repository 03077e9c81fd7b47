import { createHash } from 'node:crypto';
import { headerOf } from '../exchange.js';
import { Refusal } from '../refusal.js';
import type { Call } from '../service.js';

/** What is known of a body once it has come in whole. */
export interface ReceivedBody {
  readonly size: number;
  /** Lower-case hexadecimal. */
  readonly md5: string;
}

/**
 * Reads the body of a request to its end, handing on each chunk, and holds it against every length and digest that was
 * announced for it.
 *
 * @throws Refusal | ServiceError when it is longer than `maxBytes`, or not the body that was announced.
 */
export async function receiveBody(
  call: Call,
  maxBytes: number,
  write: (chunk: Uint8Array) => undefined | void | Promise<void>,
): Promise<ReceivedBody> {
  const { body, plan, request } = call;
  const declaredMd5 = readContentMd5(headerOf(request, 'content-md5'));
  const announced = announcedLength(call);
  if (announced !== null && announced > maxBytes) throw new Refusal('body-too-long', { maxBytes });
  const hash = createHash('md5');
  let size = 0;
  for await (const chunk of plan.decode === null ? body : plan.decode(body)) {
    size += chunk.byteLength;
    if (size > maxBytes) throw new Refusal('body-too-long', { maxBytes });
    hash.update(chunk);
    for (const check of plan.checks) check.update(chunk);
    const written = write(chunk);
    if (written !== undefined) await written;
  }
  if (announced !== null && size !== announced) throw new Refusal('incomplete-body', {});
  const md5 = hash.digest();
  for (const check of plan.checks) check.finish();
  if (declaredMd5 !== null && !md5.equals(declaredMd5)) {
    throw new Refusal('bad-digest', {
      header: 'content-md5',
      declared: declaredMd5.toString('base64'),
      computed: md5.toString('base64'),
    });
  }
  return { size, md5: md5.toString('hex') };
}

/** Reads a small body into memory. @throws As `receiveBody()`; `document-too-long` when it is longer than `maxBytes`. */
export async function readDocument(call: Call, maxBytes: number): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  await receiveBody(call, maxBytes, (chunk) => {
    chunks.push(chunk);
  }).catch((error: unknown) => {
    if (!(error instanceof Refusal) || error.code !== 'body-too-long') throw error;
    throw new Refusal('document-too-long', { maxBytes });
  });
  return Buffer.concat(chunks);
}

/** @throws Refusal `missing-length`: the request announces a body, but not how long it is. */
export function requireLength(call: Call): void {
  const isChunked = headerOf(call.request, 'transfer-encoding') !== null;
  if (isChunked && announcedLength(call) === null) throw new Refusal('missing-length', {});
}

function announcedLength({ plan, request }: Call): number | null {
  if (plan.decode !== null) return plan.decodedLength;
  const length = headerOf(request, 'content-length');
  return length === null ? null : Number(length);
}

function readContentMd5(declared: string | null): Buffer | null {
  if (declared === null) return null;
  const digest = Buffer.from(declared, 'base64');
  if (digest.length === 16 && digest.toString('base64') === declared) return digest;
  throw new Refusal('invalid-digest', { header: 'content-md5', declared });
}
