import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { Readable } from 'node:stream';
import { afterEach, describe, expect, it } from 'vitest';
import type { RunningServer } from '../../../src/node/http-server.js';
import type { Answer, RequestHandler } from '../../../src/node/local-bucket/exchange.js';
import { serveHttp } from '../../../src/node/local-bucket/serve-http.js';
import { send } from '../support/send.js';

let server: RunningServer;
afterEach(() => server.stop());

function text(body: string): Answer {
  return { status: 200, headers: [], body };
}

async function serve(
  handler: Partial<RequestHandler>,
  options: { now?: () => Date; errors?: unknown[]; idleMs?: number; monotonicMs?: () => number } = {},
): Promise<string> {
  const { now = () => new Date(0), errors = [], idleMs = 60_000, monotonicMs = () => 0 } = options;
  const bodyPace = { graceMs: 60_000, minBytesPerSecond: 100, monotonicMs };
  const onError = (error: unknown) => errors.push(error);
  const whole = { answer: async () => text(''), answerUnreadable: (what: string) => text(what), ...handler };
  server = await serveHttp(() => whole, { host: '127.0.0.1', port: 0, now, idleMs, bodyPace, onError });
  return `http://127.0.0.1:${server.port}`;
}

describe('serveHttp', () => {
  it('answers when the rest of a body has been read, also if nobody wanted it', async () => {
    const url = await serve({
      answer: async (_head, body) => {
        for await (const chunk of body) return text(String(chunk.byteLength > 0));
        return text('none');
      },
    });
    const answer = await send(url, { method: 'PUT', body: Buffer.alloc(3_000_000) });
    expect(answer.text).toBe('true');
    expect((await send(url)).text).toBe('none');
  });

  it('tells the listener of what fails outside of the handler, and ends that connection only', async () => {
    const errors: unknown[] = [];
    const failure = new Error('no clock');
    let fails = true;
    const now = () => {
      if (fails) throw failure;
      return new Date(0);
    };
    const url = await serve({ answer: async () => text('0') }, { now, errors });
    await expect(send(url)).rejects.toThrow();
    expect(errors).toEqual([failure]);
    fails = false;
    expect((await send(url)).text).toBe('0');
  });

  it('says that it failed where the headers of an answer cannot be sent', async () => {
    const errors: unknown[] = [];
    const answer = async (): Promise<Answer> => ({ ...text('x'), headers: [['X-A', '中']] });
    const url = await serve({ answer }, { errors });
    expect((await send(url)).text).toBe('internal-error');
    expect(errors).toMatchObject([{ code: 'ERR_INVALID_CHAR' }]);
  });

  it('streams a body, closes it in any case, and does not open it for HEAD', async () => {
    const told: string[] = [];
    const body = {
      length: 3,
      open: () => {
        told.push('open');
        return Readable.from(['abc'], { objectMode: false });
      },
      close: async () => {
        told.push('close');
      },
    };
    const url = await serve({ answer: async () => ({ status: 200, headers: [], body }) });
    expect((await send(url)).text).toBe('abc');
    const head = await send(url, { method: 'HEAD' });
    expect(head.headers['content-length']).toBe('3');
    expect(told).toEqual(['open', 'close', 'close']);
  });

  it('breaks an answer off that cannot be read to its end', async () => {
    const open = () =>
      Readable.from(
        (function* () {
          yield 'a';
          throw new Error('disk');
        })(),
        { objectMode: false },
      );
    const body = { length: 3, open, close: async () => {} };
    const url = await serve({ answer: async () => ({ status: 200, headers: [], body }) });
    await expect(send(url)).rejects.toThrow();
  });

  it('tells a client that is silent in the middle of a body, and ends the connection', async () => {
    const url = await serve(
      {
        answer: async (_head, body) => {
          for await (const _ of body);
          return text('whole');
        },
      },
      { idleMs: 50 },
    );
    const socket = connect(Number(new URL(url).port), '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.write('PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab');
    await once(socket, 'end');
    expect(Buffer.concat(chunks).toString()).toMatch(/^HTTP\/1\.1 200 Error\r\n[\s\S]*too-slow$/);
    socket.destroy();
  });

  /** Sends so much of a body whenever the server begins to wait for more, half a minute by its clock, until the connection ends. */
  async function drip(
    bytes: number,
    answer: RequestHandler['answer'],
  ): Promise<{ text: string; sent: number }> {
    const total = bytes * 20;
    let [ms, sent] = [0, 0];
    let socket: Socket | undefined;
    const monotonicMs = (): number => {
      ms += 15_000;
      if (sent < total) socket?.write(Buffer.alloc(bytes, 'x'));
      sent += bytes;
      return ms;
    };
    const url = await serve({ answer }, { monotonicMs });
    socket = connect(Number(new URL(url).port), '127.0.0.1');
    const chunks: Buffer[] = [];
    socket.on('data', (chunk) => chunks.push(chunk));
    socket.on('error', () => {});
    socket.write(`PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: ${total}\r\nConnection: close\r\n\r\n`);
    await once(socket, 'close');
    return { text: Buffer.concat(chunks).toString(), sent };
  }

  it('tells a client whose body drips, and ends the connection, though it is never silent', async () => {
    const { text: told, sent } = await drip(1, async (_head, body) => {
      for await (const _ of body);
      return text('whole');
    });
    expect(told).toMatch(/^HTTP\/1\.1 200 OK\r\n[\s\S]*Connection: close\r\n[\s\S]*\r\ntoo-slow$/);
    expect(sent).toBeLessThan(20);
  });

  it('reads no body to its end that drips though nobody wants it', async () => {
    const { text: told, sent } = await drip(1, async (_head, body) => {
      for await (const _ of body) return text('refused');
      return text('none');
    });
    expect(told).toMatch(/\r\nrefused$/);
    expect(sent).toBeLessThan(20);
  });

  it('lets a body that comes at its pace come for as long as it takes', async () => {
    const { text: told, sent } = await drip(10_000, async (_head, body) => {
      for await (const _ of body);
      return text('whole');
    });
    expect(told).toMatch(/\r\nwhole$/);
    expect(sent).toBeGreaterThanOrEqual(20 * 10_000);
  });

  it('knows that a client went away, and answers it nothing', async () => {
    let outcome: unknown;
    const gone = new Promise<void>((resolve) => {
      void serve({
        answer: async (_head, body) => {
          try {
            for await (const _ of body);
          } catch (error) {
            outcome = error;
          }
          resolve();
          return null;
        },
      }).then(async (url) => {
        const socket = connect(Number(new URL(url).port), '127.0.0.1');
        socket.write('PUT / HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\n\r\nab', () =>
          socket.resetAndDestroy(),
        );
      });
    });
    await gone;
    expect(outcome).toMatchObject({ name: 'ClientGone' });
  });
});
