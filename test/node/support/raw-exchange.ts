import { connect } from 'node:net';

/** What came back, byte for byte, and how the connection ended. */
export interface RawAnswer {
  readonly text: string;
  /** The first line. */
  readonly status: string;
  /** The header lines of that name, values as they came. */
  readonly header: (name: string) => string[];
  readonly end: 'end' | 'reset';
}

/** Sends a request on a connection of its own, and reads until the server ends that. */
export function rawExchange(
  endpoint: string,
  method: string,
  target: string,
  headers: Readonly<Record<string, string>> = {},
  body: string | Uint8Array = '',
): Promise<RawAnswer> {
  const { port, host } = new URL(endpoint);
  const length = method === 'PUT' || method === 'POST' ? { 'content-length': String(body.length) } : {};
  const lines = Object.entries({ host, connection: 'close', ...length, ...headers });
  return new Promise((resolve) => {
    const socket = connect(Number(port), '127.0.0.1');
    let text = '';
    let end: RawAnswer['end'] = 'end';
    socket.setEncoding('latin1');
    socket.on('data', (chunk) => {
      text += chunk;
    });
    socket.on('error', () => {
      end = 'reset';
    });
    socket.on('close', () => {
      const [head = ''] = text.split('\r\n\r\n');
      const [status = '', ...rest] = head.split('\r\n');
      const header = (name: string): string[] =>
        rest
          .filter((line) => line.toLowerCase().startsWith(`${name}: `))
          .map((line) => line.slice(name.length + 2));
      resolve({ text, status, header, end });
    });
    socket.write(
      `${method} ${target} HTTP/1.1\r\n${lines.map((line) => line.join(': ')).join('\r\n')}\r\n\r\n`,
    );
    if (body.length > 0) socket.write(body);
  });
}
