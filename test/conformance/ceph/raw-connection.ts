import { connect, type Socket } from 'node:net';
import type { Line } from './draw-requests.js';

/** An answer as it came. */
export interface RawResponse {
  readonly status: number;
  /** Each header line, the name in lower case, the value without the space around it. */
  readonly headers: readonly Line[];
  readonly body: string;
}

/** A connection on which requests are sent one after another, byte for byte as they are given. */
export interface RawConnection {
  /**
   * @param head - The request line and the header lines, in UTF-8, without the empty line.
   * @throws Error when the other side ends the connection before it has answered.
   */
  exchange(head: readonly string[]): Promise<RawResponse>;
  close(): void;
}

/** Opens a connection to a port of this machine. It opens itself again when the other side has ended it. */
export function openRaw(port: number): RawConnection {
  let socket: Socket | undefined;
  return {
    async exchange(head) {
      if (socket === undefined || socket.destroyed || !socket.writable) socket = connect(port, '127.0.0.1');
      const isHead = head[0]?.startsWith('HEAD ') === true;
      const answer = await readAnswer(socket, `${head.join('\r\n')}\r\n\r\n`, isHead);
      if (answer.headers.some(([name, value]) => name === 'connection' && /close/i.test(value)))
        socket.destroy();
      return answer;
    },
    close: () => socket?.destroy(),
  };
}

function readAnswer(socket: Socket, request: string, isHead: boolean): Promise<RawResponse> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const done = (act: () => void): void => {
      socket.off('data', onData).off('error', onError).off('close', onClose);
      act();
    };
    const onError = (error: Error): void => done(() => reject(error));
    const onClose = (): void => done(() => reject(new Error('the connection ended without an answer')));
    const onData = (chunk: Buffer): void => {
      received = Buffer.concat([received, chunk]);
      const answer = parseAnswer(received, isHead);
      if (answer !== null) done(() => resolve(answer));
    };
    socket.on('data', onData).on('error', onError).on('close', onClose);
    socket.write(request);
  });
}

/** `null`: there is more to come. */
function parseAnswer(received: Buffer, isHead: boolean): RawResponse | null {
  const end = received.indexOf('\r\n\r\n');
  if (end < 0) return null;
  const [statusLine = '', ...lines] = received.subarray(0, end).toString('utf8').split('\r\n');
  const status = Number(statusLine.split(' ')[1]);
  const headers = lines.map((line): Line => {
    const colon = line.indexOf(':');
    return [line.slice(0, colon).toLowerCase(), line.slice(colon + 1).trim()];
  });
  const hasBody = !isHead && status !== 204 && status !== 304;
  const body = received.subarray(end + 4);
  if (!hasBody) return { status, headers, body: '' };
  const length = headers.find(([name]) => name === 'content-length')?.[1];
  if (length === undefined) {
    // Chunked: read to its last chunk, and as it is.
    return body.includes('0\r\n\r\n') ? { status, headers, body: body.toString('utf8') } : null;
  }
  return body.length < Number(length) ? null : { status, headers, body: body.toString('utf8') };
}
