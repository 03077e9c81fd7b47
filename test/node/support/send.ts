import { type IncomingHttpHeaders, request } from 'node:http';

export interface Received {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly bytes: Buffer;
  readonly text: string;
  /** The error code in an XML body; empty when there is none. */
  readonly code: string;
}

/** Sends exactly what it is told, `Host` and the raw request target included, which `fetch` would not. */
export function send(
  url: string,
  init: {
    method?: string;
    headers?: Record<string, string>;
    body?: string | Uint8Array;
    target?: string;
  } = {},
): Promise<Received> {
  const { hostname, port, pathname, search } = new URL(url);
  const { method = 'GET', headers = {}, body, target = pathname + search } = init;
  return new Promise((resolve, reject) => {
    // `BUCKET.localhost` is not known to every resolver; the local bucket goes by the Host header.
    const host = hostname.endsWith('.localhost') ? '127.0.0.1' : hostname;
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const outgoing = request(
      { host, port, path: target, method, headers: { ...length, ...headers }, agent: false },
      (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk) => chunks.push(chunk));
        response.on('error', reject);
        response.on('end', () => {
          const bytes = Buffer.concat(chunks);
          const text = bytes.toString();
          const code = element(text, 'Code') ?? '';
          resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text, code });
        });
      },
    );
    outgoing.on('error', reject);
    outgoing.end(body);
  });
}

/** The text of the first element of that name, as it stands in the document. `null`: there is none. */
export function element(xml: string, name: string): string | null {
  return new RegExp(`<${name}>([^<]*)</${name}>`).exec(xml)?.[1] ?? null;
}
