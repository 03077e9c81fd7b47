import type { PageBody, PageRequest } from '../../../src/fetch-standard/page-request.js';
import type { AskedBody } from '../conformance-case.js';
import type { PlacedCase } from '../play/place-case.js';

/** A case as `explainRequest()` takes it. */
export function toPageRequest({ asked, origin, url }: PlacedCase): PageRequest {
  const { api, method, headers, uploadListeners, credentials, redirect } = asked;
  const body = asked.body === null ? {} : { body: toPageBody(asked.body) };
  return { origin, url, api, method, headers, uploadListeners, credentials, redirect, ...body };
}

/** https://fetch.spec.whatwg.org/#concept-bodyinit-extract */
function toPageBody({ kind, blobType }: AskedBody): PageBody {
  const contentType = {
    text: 'text/plain;charset=UTF-8',
    // https://w3c.github.io/FileAPI/#constructorBlob: in small letters, and none with other than printable letters.
    blob: /^[ -~]*$/.test(blobType) ? blobType.toLowerCase() : '',
    'form-fields': 'application/x-www-form-urlencoded;charset=UTF-8',
    bytes: '',
    multipart: 'multipart/form-data; boundary=BOUNDARY',
  }[kind];
  return { contentType };
}
