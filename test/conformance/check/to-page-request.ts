import type { PageBody, PageRequest } from '../../../src/fetch-standard/page-request.js';
import type { AskedBody, AskedByPage } from '../conformance-case.js';
import type { PlacedCase } from '../play/place-case.js';
import type { WireHabits } from './wire-habits.js';

/** A case as `explainRequest()` takes it. */
export function toPageRequest({ asked, origin, url }: PlacedCase, habits: WireHabits): PageRequest {
  const { method, headers, uploadListeners, credentials, redirect } = asked;
  const body = asked.body === null ? {} : { body: toPageBody(asked.body, asked.api, habits) };
  return { origin, url, method, headers, uploadListeners, credentials, redirect, ...body };
}

/** https://mimesniff.spec.whatwg.org/#valid-mime-type, as far as the types of the generator go. */
const MIME_TYPE = /^[\w.+-]+\/[\w.+-]+(;.*)?$/;

/** https://fetch.spec.whatwg.org/#concept-bodyinit-extract */
function toPageBody({ kind, blobType }: AskedBody, api: AskedByPage['api'], habits: WireHabits): PageBody {
  const isTyped = api === 'fetch' || !habits.xhrDropsMalformedBlobTypes || MIME_TYPE.test(blobType);
  const contentType = {
    text: 'text/plain;charset=UTF-8',
    // https://w3c.github.io/FileAPI/#constructorBlob: in small letters, and none with other than printable letters.
    blob: isTyped && /^[ -~]*$/.test(blobType) ? blobType.toLowerCase() : '',
    'form-fields': 'application/x-www-form-urlencoded;charset=UTF-8',
    bytes: '',
    multipart: 'multipart/form-data; boundary=BOUNDARY',
  }[kind];
  return { contentType };
}
