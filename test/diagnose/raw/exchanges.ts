import type { RawExchange, RawRequest, RawResponse } from '../../../src/diagnose/raw/raw-exchange.js';
import type { HeaderEntry } from '../../../src/model/cors-exchange.js';

export const ORIGIN = 'https://app.example.com';
export const URL_A = 'https://photos.s3.example/a.txt';

/** An answer with these headers. */
export function answer(
  status: number,
  headers: Readonly<Record<string, string>> = {},
  body?: string,
): RawResponse {
  const entries = Object.entries(headers) as HeaderEntry[];
  return { status, headers: entries, ...(body === undefined ? {} : { body }) };
}

/** What a store says to a preflight that it allows. */
export const ALLOWED: RawResponse = answer(200, {
  'Access-Control-Allow-Origin': ORIGIN,
  'Access-Control-Allow-Methods': 'GET, PUT',
  'Access-Control-Allow-Headers': 'authorization, x-amz-date',
  'Access-Control-Max-Age': '600',
  'x-amz-request-id': 'R1',
});

/** An error document of S3. */
export function xmlError(code: string, message = '', more = ''): string {
  return `<?xml version="1.0"?><Error><Code>${code}</Code><Message>${message}</Message>${more}<RequestId>R1</RequestId></Error>`;
}

/** A store's refusal. */
export function refusal(message: string, code = 'AccessForbidden', status = 403): RawResponse {
  return answer(status, { 'x-amz-request-id': 'R1', Server: 'AmazonS3' }, xmlError(code, message));
}

export const NOT_ALLOWED =
  'CORSResponse: This CORS request is not allowed. This is usually because the evalution of Origin …';
export const NOT_ENABLED = 'CORSResponse: CORS is not enabled for this bucket.';

export const PUT: RawRequest = {
  origin: ORIGIN,
  method: 'PUT',
  url: URL_A,
  headers: [
    ['authorization', 'AWS4-HMAC-SHA256 Credential=x'],
    ['x-amz-date', '20260101T000000Z'],
  ],
};

/** A PUT with this answer to its preflight. */
export function asked(preflight: RawResponse, request: Partial<RawRequest> = {}): RawExchange {
  return { request: { ...PUT, ...request }, preflight: { response: preflight } };
}

/** A PUT whose preflight passes, with this answer. */
export function answered(response: RawResponse, more: Partial<RawExchange> = {}): RawExchange {
  return { request: PUT, preflight: { response: ALLOWED }, response, ...more };
}

/** A request that got no answer for this reason. */
export function failed(reason: string, more: Partial<RawExchange> = {}): RawExchange {
  return { request: PUT, failure: { leg: 'request', reason }, ...more };
}
