import { type IncomingMessage, request as requestByHttp } from 'node:http';
import { request as requestByHttps } from 'node:https';
import type { RawProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawFailure, RawResponse } from '../../diagnose/raw/raw-exchange.js';
import type { HeaderEntry } from '../../model/cors-exchange.js';

/** What came back, or why nothing did. */
export interface RawOutcome {
  readonly response: RawResponse | null;
  readonly failure: RawFailure | null;
  readonly durationMs: number;
}

/** How far an answer is read, and how long it is waited for. */
export interface RawLimits {
  readonly timeoutMs: number;
  readonly bodyBytes: number;
  readonly signal?: AbortSignal;
}

/**
 * Sends one request byte for byte as it is: no cookies, no credentials, no redirects followed. Never rejects but with the
 * signal's reason.
 */
export function sendRaw(probe: RawProbe, limits: RawLimits): Promise<RawOutcome> {
  const { timeoutMs, signal } = limits;
  const started = performance.now();
  const send = probe.url.startsWith('https:') ? requestByHttps : requestByHttp;
  return new Promise((resolve, reject) => {
    const leg = probe.method === 'OPTIONS' ? 'preflight' : 'request';
    const done = (response: RawResponse | null, reason: string) => {
      clearTimeout(timer);
      const failure = response === null ? ({ leg, reason } as const) : null;
      resolve({ response, failure, durationMs: performance.now() - started });
    };
    const options = {
      method: probe.method,
      headers: Object.fromEntries(probe.headers),
      agent: false as const,
      ...(signal === undefined ? {} : { signal }),
    };
    // An address that Node does not take throws at once; the caller has looked at it.
    let came: IncomingMessage | null = null;
    const outgoing = send(probe.url, options, (incoming) => {
      came = incoming;
      void readResponse(incoming, limits.bodyBytes).then((response) => done(response, ''));
    });
    const timer = setTimeout(() => {
      // A body that never ends is no reason to forget the status and the headers.
      if (came !== null) came.destroy();
      else {
        done(null, 'ETIMEDOUT');
        outgoing.destroy();
      }
    }, timeoutMs);
    outgoing.on('error', (error: NodeJS.ErrnoException) => {
      clearTimeout(timer);
      if (signal?.aborted === true) reject(signal.reason);
      else done(null, error.code ?? error.name);
    });
    outgoing.end();
  });
}

/** A body that breaks off, or is longer, gives what came of it. */
async function readResponse(incoming: IncomingMessage, bodyBytes: number): Promise<RawResponse> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      chunks.push(chunk.subarray(0, bodyBytes - length));
      length += chunk.length;
      if (length >= bodyBytes) break;
    }
  } catch {
    // The status and headers stand all the same.
  }
  incoming.destroy();
  const headers: HeaderEntry[] = [];
  for (let at = 0; at < incoming.rawHeaders.length; at += 2) {
    headers.push([incoming.rawHeaders[at] ?? '', incoming.rawHeaders[at + 1] ?? '']);
  }
  const body = Buffer.concat(chunks).toString('utf8');
  return { status: incoming.statusCode ?? 0, headers, ...(body === '' ? {} : { body }) };
}
