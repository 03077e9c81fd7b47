import { once } from 'node:events';
import { type ClientRequest, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { afterEach, expect, it } from 'vitest';
import type { RunningServer } from '../../../src/node/http-server.js';
import type { Answer, Dialect } from '../../../src/node/local-bucket/exchange.js';
import { serveHttp } from '../../../src/node/local-bucket/serve-http.js';
import { send } from '../support/send.js';

let server: RunningServer;
afterEach(() => server.stop());

/** Answers with what it was given, as a word or as the number of bytes. */
const echo: Dialect = {
  begin: () => ({
    maxBodyBytes: 100,
    finish: async (body) => answer(typeof body === 'string' ? body : String(body.byteLength)),
  }),
  answerUnreadable: () => answer('unreadable'),
};

function answer(body: string): Answer {
  return { status: 200, headers: [], body };
}

async function serve(dialect: Dialect, now = () => new Date(0), errors: unknown[] = []): Promise<string> {
  const onError = (error: unknown) => errors.push(error);
  server = await serveHttp(dialect, { host: '127.0.0.1', port: 0, now, maxHeldBytes: 100, onError });
  return `http://127.0.0.1:${server.port}`;
}

/** Sends the first part of a body. */
function beginUpload(url: string, first: string, length: number): ClientRequest {
  const outgoing = request(url, { method: 'PUT', headers: { 'content-length': length }, agent: false });
  outgoing.on('error', () => {});
  outgoing.write(first);
  return outgoing;
}

async function received(outgoing: ClientRequest): Promise<string> {
  const [response] = await once(outgoing, 'response');
  return text(response);
}

it('holds so many bytes of all requests together and no more, and is free again after', async () => {
  const url = await serve(echo);
  const put = async (length: number) => (await send(url, { method: 'PUT', body: 'b'.repeat(length) })).text;
  const half = beginUpload(url, 'a'.repeat(60), 61);
  await expect.poll(() => put(41)).toBe('no-room');
  expect(await put(40)).toBe('40');
  expect(await put(101)).toBe('too-long');
  half.end('a');
  expect(await received(half)).toBe('61');
  expect(await put(100)).toBe('100');
  const other = beginUpload(url, 'a'.repeat(60), 61);
  await expect.poll(() => put(41)).toBe('no-room');
  other.destroy();
  await expect.poll(() => put(100)).toBe('100');
});

it('tells the listener of what fails outside of the dialect, and ends that connection only', async () => {
  const errors: unknown[] = [];
  const failure = new Error('no clock');
  let fails = true;
  const now = () => {
    if (fails) throw failure;
    return new Date(0);
  };
  const url = await serve(echo, now, errors);
  await expect(send(url)).rejects.toThrow();
  expect(errors).toEqual([failure]);
  fails = false;
  expect((await send(url)).text).toBe('0');
});
