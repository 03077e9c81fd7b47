import type { AskedByPage } from '../conformance-case.js';

/** What a page is told to ask. */
export interface PlayedRequest extends AskedByPage {
  readonly url: string;
}

/** What the page learned of it. */
export interface PageOutcome {
  /** Whether there is an answer that its script may read. */
  readonly isReadable: boolean;
  /** Of that answer; 0 of an opaque redirect. */
  readonly status: number;
  /** The names of its headers that the script sees: small letters, sorted. */
  readonly headerNames: readonly string[];
  /** What was thrown instead, for people. */
  readonly error: string;
  /** Whether nothing came of it in time: then nothing is known. */
  readonly isTooLate: boolean;
}

/**
 * Asks all of them, so many side by side, and says what came of each, in order. Runs in a page: it must not use anything
 * from outside itself.
 */
export async function playInPage(
  requests: readonly PlayedRequest[],
  sideBySide: number,
): Promise<PageOutcome[]> {
  const LIMIT_MS = 20_000;
  const refused = (error: string): PageOutcome => ({
    isReadable: false,
    status: 0,
    headerNames: [],
    error,
    isTooLate: false,
  });

  const bodyOf = ({ body }: PlayedRequest): BodyInit | null => {
    if (body === null) return null;
    if (body.kind === 'text') return 'text';
    if (body.kind === 'blob') return new Blob(['blob'], { type: body.blobType });
    if (body.kind === 'form-fields') return new URLSearchParams([['a', 'b']]);
    if (body.kind === 'bytes') return new Uint8Array([0, 255]).buffer;
    const form = new FormData();
    form.append('a', 'b');
    return form;
  };

  const byFetch = async (request: PlayedRequest): Promise<PageOutcome> => {
    const { method, credentials, redirect } = request;
    const headers = request.headers.map(([name, value]): [string, string] => [name, value]);
    const response = await fetch(request.url, {
      method,
      headers,
      credentials,
      redirect,
      body: bodyOf(request),
    });
    const headerNames = [...response.headers.keys()];
    // Reads to the end, so that the connection is free again.
    await response.arrayBuffer().catch(() => null);
    return { isReadable: true, status: response.status, headerNames, error: '', isTooLate: false };
  };

  const byXhr = (request: PlayedRequest): Promise<PageOutcome> =>
    new Promise((resolve) => {
      const xhr = new XMLHttpRequest();
      xhr.open(request.method, request.url);
      xhr.withCredentials = request.credentials === 'include';
      for (const [name, value] of request.headers) xhr.setRequestHeader(name, value);
      if (request.uploadListeners) xhr.upload.onprogress = () => {};
      xhr.onerror = () => resolve(refused('error event'));
      xhr.onload = () => {
        const lines = xhr.getAllResponseHeaders().split('\r\n');
        const headerNames = lines
          .filter((line) => line !== '')
          .map((line) => line.slice(0, line.indexOf(':')));
        resolve({ isReadable: true, status: xhr.status, headerNames, error: '', isTooLate: false });
      };
      xhr.send(bodyOf(request) as XMLHttpRequestBodyInit | null);
    });

  const play = async (request: PlayedRequest): Promise<PageOutcome> => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const tooLong = new Promise<PageOutcome>((resolve) => {
      timer = setTimeout(
        () => resolve({ ...refused(`no answer in ${LIMIT_MS} ms`), isTooLate: true }),
        LIMIT_MS,
      );
    });
    try {
      const outcome = await Promise.race([
        tooLong,
        request.api === 'fetch' ? byFetch(request) : byXhr(request),
      ]);
      const names = outcome.headerNames.map((name) => name.toLowerCase());
      return { ...outcome, headerNames: [...new Set(names)].sort() };
    } catch (error) {
      return refused(String(error));
    } finally {
      clearTimeout(timer);
    }
  };

  const outcomes: PageOutcome[] = [];
  let next = 0;
  const playNext = async (): Promise<void> => {
    while (next < requests.length) {
      const at = next;
      next += 1;
      outcomes[at] = await play(requests[at] as PlayedRequest);
    }
  };
  await Promise.all(Array.from({ length: sideBySide }, playNext));
  return outcomes;
}
