import type { FormFields } from '../authentication.js';
import { Refusal } from '../refusal.js';
import { BoundaryReader } from './boundary-reader.js';

/** A form up to its file, which is still to be read. */
export interface IncomingForm {
  readonly fields: FormFields;
  /** The name that the browser gave the file; empty when it gave none. */
  readonly fileName: string;
  /** The file's bytes, as they come in. What follows the file counts for nothing. */
  readonly file: AsyncIterable<Uint8Array>;
}

const MAX_FIELDS = 100;
const MAX_FIELD_BYTES = 64 * 1024;

/**
 * Reads `multipart/form-data` as browsers send it, the fields into memory and the file as a stream.
 *
 * @throws Refusal `malformed-form` when it is none, has no file, or its fields are too many, too long, or come twice.
 * @see https://www.rfc-editor.org/rfc/rfc7578
 */
export async function readForm(contentType: string, body: AsyncIterable<Uint8Array>): Promise<IncomingForm> {
  const boundary = boundaryOf(contentType);
  const reader = new BoundaryReader(body, boundary);
  await reader.begin();
  const fields = new Map<string, string>();
  let bytesLeft = MAX_FIELD_BYTES;
  for (;;) {
    const part = await reader.nextPart();
    if (part === null) throw malformed('POST requires exactly one file upload per request.');
    const { name, fileName } = readDisposition(part.get('content-disposition') ?? '');
    if (name.toLowerCase() === 'file') return { fields, fileName: fileName ?? '', file: reader.content() };
    const chunks: Uint8Array[] = [];
    for await (const chunk of reader.content()) {
      bytesLeft -= chunk.byteLength;
      if (bytesLeft < 0)
        throw malformed('Your POST request fields preceding the upload file were too large.');
      chunks.push(chunk);
    }
    if (fields.size >= MAX_FIELDS) throw malformed('The form has too many fields.');
    const field = name.toLowerCase();
    if (fields.has(field)) throw malformed(`The field "${field.slice(0, 100)}" comes twice.`);
    fields.set(field, decodeUtf8(Buffer.concat(chunks)));
  }
}

function boundaryOf(contentType: string): string {
  const match =
    /^multipart\/form-data\s*;(?:.*;)?\s*boundary=(?:"([^"]{1,70})"|([^\s;"]{1,70}))\s*(?:;|$)/i.exec(
      contentType,
    );
  const boundary = match?.[1] ?? match?.[2];
  if (boundary === undefined) throw malformed('The Content-Type names no boundary.');
  return boundary;
}

function readDisposition(text: string): { readonly name: string; readonly fileName: string | undefined } {
  const name = parameter(text, 'name');
  if (!/^form-data\s*;/i.test(text) || name === undefined) throw malformed('A part of the form has no name.');
  return { name, fileName: parameter(text, 'filename') };
}

function parameter(text: string, name: string): string | undefined {
  const value = new RegExp(`;\\s*${name}="([^"]*)"`, 'i').exec(text)?.[1];
  // As browsers write them. @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data
  return value?.replace(/%22/g, '"').replace(/%0D/gi, '\r').replace(/%0A/gi, '\n');
}

function decodeUtf8(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw malformed('A field of the form is not UTF-8.');
  }
}

function malformed(message: string): Refusal {
  return new Refusal('malformed-form', { message });
}
