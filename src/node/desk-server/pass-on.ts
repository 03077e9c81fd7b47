import { type Answer, failure } from './answer.js';

/** What is asked of another server for the page. */
export interface PassedRequest {
  readonly method: 'GET' | 'POST';
  /** As JSON. Default: none. */
  readonly body?: string;
  readonly signal: AbortSignal;
}

/**
 * Asks another server and gives its answer to the page as it is.
 *
 * @returns 502 with the reason when none came, or a redirect, which is not followed: a question may hold what is secret.
 */
export async function passOn(url: string, { method, body, signal }: PassedRequest): Promise<Answer> {
  const content = body === undefined ? {} : { body, headers: { 'content-type': 'application/json' } };
  try {
    const response = await fetch(url, { method, signal, redirect: 'error', ...content });
    const text = await response.text();
    const contentType = response.headers.get('content-type') ?? 'text/plain';
    if (response.ok) return { status: 200, contentType, body: text };
    return failure(502, `The server at ${new URL(url).origin} answered ${response.status}.`);
  } catch {
    return failure(502, `The server at ${new URL(url).origin} does not answer, or redirects. Is it running?`);
  }
}
