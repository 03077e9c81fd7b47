import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import { isObject } from './is-plain-object.js';

/** What a request may carry. Text is sent as UTF-8. */
export type RequestBody = string | Blob | ArrayBuffer | ArrayBufferView<ArrayBuffer> | URLSearchParams | null;

/**
 * What makes it impossible to know, before a body is sent, what a browser will send with it. Empty: nothing does. Pure.
 *
 * @param body - Whatever was given as the body.
 * @param request - Whatever was given as the request that carries it. Default: one that may carry a body.
 * @see https://fetch.spec.whatwg.org/#concept-bodyinit-extract
 */
export function bodyIssues(body: unknown, request?: unknown): Issue[] {
  const issues: Issue[] = [];
  const message = whyNot(body);
  if (message !== undefined) {
    const code = body === undefined ? 'missing' : 'invalid';
    issues.push({ code, path: 'body', value: kindOf(body), message });
  }
  // https://fetch.spec.whatwg.org/#dom-request
  const method: unknown = isObject(request) ? Reflect.get(request, 'method') : undefined;
  if (body !== null && typeof method === 'string' && /^(get|head)$/i.test(method)) {
    const absent = `must be absent: no browser sends one with ${method.toUpperCase()}`;
    issues.push({ code: 'invalid', path: 'body', value: 'not shown', message: absent });
  }
  return issues;
}

/**
 * The headers with the `content-type` that goes with the body: a browser adds one of its own to a request that names
 * none, so it must be among what is signed, and permission is asked for it. Pure.
 *
 * @param body - One without {@link bodyIssues}.
 * @param otherwise - The type where neither headers nor body have one. Default: none.
 * @see https://fetch.spec.whatwg.org/#bodyinit-safely-extract
 */
export function withBodyType(
  headers: Readonly<Record<string, string>>,
  body: RequestBody,
  otherwise = '',
): Readonly<Record<string, string>> {
  const type = typeOfBody(body) || otherwise;
  if (type === '' || Object.keys(headers).some((name) => name.toLowerCase() === 'content-type')) {
    return headers;
  }
  return { ...headers, 'content-type': type };
}

/**
 * What is sent in place of a body: bytes for text. Some ways of sending (`XMLHttpRequest`, and what is built on it)
 * change the charset in the type of text, even in one that was set and signed; in that of bytes none does.
 *
 * @see https://xhr.spec.whatwg.org/#the-send()-method
 */
export function bytesOfText(body: RequestBody): Exclude<RequestBody, string | URLSearchParams> {
  return typeof body === 'string' || isUrlSearchParams(body) ? new TextEncoder().encode(String(body)) : body;
}

/** The `Content-Type` that a browser sends with a body, when nobody names one. Empty: none. */
function typeOfBody(body: RequestBody): string {
  if (body === null) return '';
  if (typeof body === 'string') return 'text/plain;charset=UTF-8';
  if (isUrlSearchParams(body)) return 'application/x-www-form-urlencoded;charset=UTF-8';
  return isBlob(body) ? body.type : '';
}

function whyNot(body: unknown): string | undefined {
  if (body === null || typeof body === 'string' || isBlob(body) || isUrlSearchParams(body)) return undefined;
  if (ArrayBuffer.isView(body)) return whyNotBuffer(body.buffer);
  switch (tagOf(body)) {
    case 'ArrayBuffer':
    case 'SharedArrayBuffer':
      return whyNotBuffer(body as ArrayBufferLike);
    case 'FormData':
      return 'has a Content-Type with a boundary that the browser makes up while it sends, so it cannot be signed: give the file itself, or upload by signForm()';
    case 'ReadableStream':
      return 'is a stream, which can be sent once only and by few browsers: give a Blob, which is read while it is sent';
    default:
      return 'must be text, a Blob, an ArrayBuffer, a view of one, URLSearchParams or null';
  }
}

/**
 * The standard refuses what may change while it is sent; browsers refuse it, send its name as text, or send it.
 *
 * @see https://webidl.spec.whatwg.org/#js-buffer-source-types
 */
function whyNotBuffer(buffer: ArrayBufferLike): string | undefined {
  if (tagOf(buffer) === 'SharedArrayBuffer') {
    return `is memory that threads share, ${UNEVEN}`;
  }
  // Not known to every engine, nor to the compiler's library.
  return Reflect.get(buffer, 'resizable') === true ? `is memory that can be resized, ${UNEVEN}` : undefined;
}

const UNEVEN = 'which not every browser sends as it is: give a copy of it';

/** Whether a value is a Blob, or a File, of whatever window. */
export function isBlob(body: unknown): body is Blob {
  const tag = tagOf(body);
  return tag === 'Blob' || tag === 'File';
}

function isUrlSearchParams(body: unknown): body is URLSearchParams {
  return tagOf(body) === 'URLSearchParams';
}

/** By its tag, since what comes from a frame or another window is no instance of the classes here. */
function tagOf(value: unknown): string {
  return Object.prototype.toString.call(value).slice('[object '.length, -1);
}

function kindOf(body: unknown): string {
  const tag = tagOf(body);
  const isNamed = typeof body === 'object' && !['Array', 'Date', 'Object'].includes(tag);
  return isNamed ? `${/^[AEIO]/.test(tag) ? 'an' : 'a'} ${tag}` : showValue(body);
}
