import { type Answer, headerOf } from '../exchange.js';
import { checkConditions } from '../form/check-conditions.js';
import { readForm } from '../form/read-form.js';
import type { OperationOf } from '../operation.js';
import { Refusal } from '../refusal.js';
import type { Call } from '../service.js';
import { checkKey, findBucket, refuseBucket } from './find.js';
import { headersOfForm, keptHeaders } from './object-headers.js';
import { objectLocation } from './object-location.js';
import { receiveBody } from './receive-body.js';

/** What stands in a key for the name that the file has on the user's disk. */
const FILE_NAME = '$' + '{filename}';

/**
 * An upload by a form, signed in its fields.
 *
 * @throws Refusal | ServiceError when the form cannot be read, its signature is refused, or its policy does not allow it.
 */
export async function postForm(call: Call, { bucket }: OperationOf<'PostForm'>): Promise<Answer> {
  const { service, request } = call;
  const { dialect, storage, keys, region } = service;
  findBucket(call, bucket);
  const form = await readForm(headerOf(request, 'content-type') ?? '', call.body);
  const now = service.now();
  const signed = dialect.authentication.authenticateForm(form.fields, { keys, region, now });
  call.onAuthenticated();
  const key = (form.fields.get('key') ?? '').replaceAll(FILE_NAME, baseName(form.fileName));
  if (key === '') {
    const message =
      "Bucket POST must contain a field named 'key'. If it is specified, please check the order of the fields.";
    throw new Refusal('invalid-argument', { argument: 'key', value: '', message });
  }
  checkKey(call, key);
  const operation = { name: 'PutObject', bucket, key } as const;
  if (signed.caller.session?.permits?.(operation) === false) {
    throw new Refusal('not-permitted', { operation: operation.name });
  }
  const fields = new Map([...form.fields, ['key', key], ['bucket', bucket]]);
  const { minBytes, maxBytes } = checkConditions(signed, fields, now);
  const limitBytes = Math.min(maxBytes, dialect.limits.formFileBytes);
  const kept = keptHeaders(headersOfForm(fields, service), service);
  const body = storage.stage();
  try {
    // The length of the request is not that of the file.
    const file = { ...call, body: form.file, plan: { decode: asItIs, decodedLength: null, checks: [] } };
    const { size, md5 } = await receiveBody(file, limitBytes, body.write).catch(refuseTooLong);
    if (size < minBytes) throw new Refusal('policy-too-small', { bytes: size, minBytes });
    const record = { key, size, etag: md5, lastModified: service.now(), ...kept };
    if (!(await storage.putObject(bucket, record, body, () => {}))) refuseBucket(bucket);
    const stored = { bucket, record, location: objectLocation(call, bucket, key) };
    return dialect.answers.postForm(stored, {
      status: form.fields.get('success_action_status') ?? null,
      redirect: form.fields.get('success_action_redirect') ?? form.fields.get('redirect') ?? null,
    });
  } finally {
    await body.discard();
  }
}

function asItIs(body: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array> {
  return body;
}

function refuseTooLong(error: unknown): never {
  if (!(error instanceof Refusal) || error.code !== 'body-too-long') throw error;
  const { maxBytes } = error.facts as { readonly maxBytes: number };
  throw new Refusal('policy-too-large', { maxBytes });
}

/** Some browsers once sent the whole path. */
function baseName(fileName: string): string {
  return fileName.slice(Math.max(fileName.lastIndexOf('/'), fileName.lastIndexOf('\\')) + 1);
}
