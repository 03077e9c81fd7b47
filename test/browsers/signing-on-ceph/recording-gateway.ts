import { createServer, type IncomingMessage, request as sendHttp } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Stands before a store, changes nothing, and takes down what the store answers. */
export interface RecordingGateway {
  readonly origin: string;
  /**
   * What the store answered to the requests whose `Referer` ends with `/ID`, in order, preflights included:
   * `OPTIONS 200`, `PUT 403 SignatureDoesNotMatch`.
   */
  answersTo(id: string): readonly string[];
  stop(): Promise<void>;
}

/**
 * Starts it on a free port of 127.0.0.1. Ceph sends no CORS headers with what it says to a wrong signature, so no page can
 * read it: this can. Each request passes as it came, `Host` included, so that its signature stays what it is.
 */
export async function startRecordingGateway(endpoint: string): Promise<RecordingGateway> {
  const { hostname, port } = new URL(endpoint);
  const answers = new Map<string, string[]>();
  const server = createServer((incoming, outgoing) => {
    const { method = '', url = '', rawHeaders, headers } = incoming;
    // A connection of its own: on one that is kept, Ceph's second packet waits 40 ms for word of the first one.
    const options = { hostname, port, method, path: url, headers: rawHeaders, agent: false };
    const forwarded = sendHttp(options, async (answer) => {
      const body = await readAll(answer);
      const { statusCode: status = 0 } = answer;
      const code = /<Code>(\w+)<\/Code>/.exec(body.toString('utf8'))?.[1] ?? '';
      const id = headers.referer?.split('/').at(-1) ?? '';
      answers.set(id, [...(answers.get(id) ?? []), `${method} ${status} ${code}`.trimEnd()]);
      outgoing.writeHead(status, answer.rawHeaders).end(body);
    });
    forwarded.once('error', (error) => outgoing.destroy(error));
    incoming.pipe(forwarded);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    answersTo: (id) => answers.get(id) ?? [],
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function readAll(message: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of message) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
