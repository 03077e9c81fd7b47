import { isForbiddenHeader } from '../fetch-standard/forbidden-header.js';
import { isToken } from '../fetch-standard/is-token.js';
import { normalizeMethod } from '../fetch-standard/normalize-method.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showSecret } from '../model/show-value.js';
import { unknownOptions } from '../model/unknown-options.js';
import { wrongValue } from '../model/wrong-value.js';
import type { Signer } from '../signing/signer.js';
import { isObject, isPlainObject } from './is-plain-object.js';
import type { ObjectRequest } from './object-request.js';

/** The names that a signature sets itself. */
export type SignatureNames = Pick<Signer, 'headerNames' | 'queryNames'>;

/** The names of what a request is made of. */
export const REQUEST_FIELDS: readonly string[] = ['method', 'key', 'query', 'headers'];

/**
 * Makes sure that what is signed is what is sent: a browser changes some requests, without a word, and then the signature
 * does not fit any more. Pure.
 *
 * @param signature - The names that the signature sets itself.
 * @param before - What else is wrong with the call, to be told together, and first. Default: nothing.
 * @param after - The same, to be told last: what is wrong with the body. Default: nothing.
 * @returns The request as a browser sends it, with its method in capitals where `fetch` writes it so.
 * @throws ConfigError listing everything that no browser sends as it is. It shows no header's value: that may be a key.
 */
export function checkObjectRequest(
  request: ObjectRequest,
  signature: SignatureNames,
  before: readonly Issue[] = [],
  after: readonly Issue[] = [],
): Required<ObjectRequest> {
  const issues = [...before, ...objectRequestIssues(request, signature), ...after];
  if (issues.length > 0) throw new ConfigError('The request cannot be signed', issues);
  return normalRequest(request);
}

/** A request without issues as a browser sends it. */
export function normalRequest({
  method,
  key,
  query = {},
  headers = {},
}: ObjectRequest): Required<ObjectRequest> {
  return { method: normalizeMethod(method), key, query, headers };
}

/**
 * Everything in a request that no browser sends as it is. Empty: it can be signed.
 *
 * @param known - The names of what the request may have. Default: {@link REQUEST_FIELDS}.
 */
export function objectRequestIssues(
  request: unknown,
  signature: SignatureNames,
  known: readonly string[] = REQUEST_FIELDS,
): Issue[] {
  const given: Partial<Record<keyof ObjectRequest, unknown>> = isObject(request) ? request : {};
  const issues = unknownOptions(given, known);
  const { method, key, query, headers } = given;
  if (!isObject(request)) {
    issues.unshift(wrongValue('request', request, 'must be an object with a method and a key'));
  }
  const fault = methodFault(method);
  if (fault !== undefined) issues.push(wrongValue('method', method, fault));
  if (typeof key !== 'string') {
    issues.push(wrongValue('key', key, 'must be text: the key of an object, or empty for the bucket itself'));
  }
  addQueryIssues(issues, query, signature.queryNames);
  addHeaderIssues(issues, headers, signature.headerNames);
  return issues;
}

/** @see https://fetch.spec.whatwg.org/#forbidden-method */
const FORBIDDEN = ['CONNECT', 'TRACE', 'TRACK'];

function methodFault(method: unknown): string | undefined {
  if (typeof method !== 'string' || !isToken(method)) return 'must be the name of a method, such as PUT';
  return FORBIDDEN.includes(method.toUpperCase()) ? 'is a method that no browser sends' : undefined;
}

// Each request is checked, so what is right makes no list of its own.

function addQueryIssues(issues: Issue[], query: unknown, signatureParameters: readonly string[]): void {
  if (query === undefined) return;
  if (!isPlainObject(query)) {
    issues.push(wrongValue('query', query, 'must be an object of names and values'));
    return;
  }
  for (const name of Object.keys(query)) {
    const path = `query.${name}`;
    // Two signatures in one URL are refused by every store. What stands there may be a key, so it is not shown.
    if (signatureParameters.includes(name.toLowerCase())) {
      const message = 'is set by the signature itself: leave it out';
      issues.push({ code: 'invalid', path, value: 'not shown', message });
    } else if (typeof query[name] !== 'string') {
      issues.push(wrongValue(path, query[name], 'must be text, empty for a bare name'));
    }
  }
}

function addHeaderIssues(issues: Issue[], headers: unknown, signatureHeaders: readonly string[]): void {
  if (headers === undefined) return;
  if (!isPlainObject(headers)) {
    issues.push(wrongValue('headers', headers, 'must be an object of names and values'));
    return;
  }
  const seen: string[] = [];
  for (const name of Object.keys(headers)) {
    const value = headers[name];
    const lower = name.toLowerCase();
    const add = (message: string): void => {
      const path = `headers.${showName(name)}`;
      const shown =
        typeof value === 'string' ? `text of ${value.length} characters, not shown` : showSecret(value);
      issues.push({ code: 'invalid', path, value: shown, message });
    };
    if (seen.includes(lower)) add('is given twice, in different case: give it once');
    seen.push(lower);
    const fault = nameFault(lower, value, signatureHeaders);
    if (fault !== undefined) add(fault);
    if (typeof value !== 'string' || !/^[\t\x20-\x7e]*$/.test(value)) {
      add(
        'must be text of printable ASCII: anything else is not sent as it is signed. Encode it, as by encodeURIComponent()',
      );
    }
  }
}

function nameFault(name: string, value: unknown, signatureHeaders: readonly string[]): string | undefined {
  if (!isToken(name)) return 'is no header: a name has neither spaces nor separators and is not empty';
  // Copied as a plain property it is lost on the way to the platform, after it was signed.
  if (name === '__proto__') return 'is a name that objects do not keep: give the header another one';
  if (signatureHeaders.includes(name)) return 'is set by the signature itself: leave it out';
  if (name === 'user-agent') return `${OWN_USER_AGENT}: leave it out`;
  return isForbiddenHeader(name, typeof value === 'string' ? value : '')
    ? 'is set by the browser alone, which drops it when a page sets it: leave it out'
    : undefined;
}

/** A page may set it, and some browsers send their own all the same. */
export const OWN_USER_AGENT = 'is set by some browsers themselves, whatever a page sets';

/** A whole line, `name: value`, may stand where the name should: no more of it is shown than can be a name. */
function showName(name: string): string {
  let end = 0;
  while (end < name.length && isToken(name.charAt(end))) end += 1;
  return end === name.length && end > 0 ? name : `${name.slice(0, end)}…`;
}
