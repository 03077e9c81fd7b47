import { once } from 'node:events';
import { connect } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ConformanceCase, ScriptedAnswer } from './conformance-case.js';
import { placeCase } from './play/place-case.js';
import { takeRequest } from './play/read-request.js';
import { type ScriptedServers, startScriptedServers } from './play/scripted-server.js';

let servers: ScriptedServers;
beforeAll(async () => {
  servers = await startScriptedServers();
});
afterAll(() => servers.stop());

const answered = (status: number, headers: ScriptedAnswer['headers'] = []): ScriptedAnswer => ({
  status,
  headers,
  body: 'ok',
});
const CASE: ConformanceCase = {
  seed: 1,
  index: 2,
  asked: {
    from: 'page',
    to: 'store',
    api: 'fetch',
    method: 'PUT',
    headers: [],
    body: null,
    uploadListeners: false,
    credentials: 'omit',
    redirect: 'follow',
  },
  legs: [
    {
      place: 'store',
      preflight: answered(204, [['Access-Control-Allow-Origin', '{{page}}']]),
      actual: answered(302, [
        ['X-A', '\xe9\x01 '],
        ['x-a', ''],
        ['Location', 'http://u@{{other.host}}/play/{{key}}/{{next}}'],
      ]),
    },
  ],
};

/** What comes back for some bytes. */
async function send(origin: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(origin).port), '127.0.0.1');
  let received = '';
  socket.on('data', (bytes) => {
    received += bytes.toString('latin1');
  });
  socket.end(text, 'latin1');
  await once(socket, 'close');
  return received;
}

describe('the scripted servers', () => {
  it('answer byte by byte, and keep what they got', async () => {
    servers.add(placeCase(CASE, servers.origins));
    const { page, store, other } = servers.origins;
    const preflight =
      'OPTIONS /play/1-2/0 HTTP/1.1\r\nOrigin: o\r\nAccess-Control-Request-Method: PUT\r\n\r\n';
    const put = 'PUT /play/1-2/0 HTTP/1.1\r\nX-B:  \xe9 \r\nContent-Length: 2\r\n\r\nab';
    expect(await send(store, preflight + put)).toBe(
      `HTTP/1.1 204 Scripted\r\nAccess-Control-Allow-Origin: ${page}\r\n\r\n` +
        `HTTP/1.1 302 Scripted\r\nX-A: \xe9\x01 \r\nx-a: \r\nLocation: ${other.replace('//', '//u@')}/play/1-2/1\r\n` +
        'Content-Length: 2\r\n\r\nok',
    );
    expect(servers.take('1-2')).toMatchObject([
      { place: 'store', leg: 0, isPreflight: true, method: 'OPTIONS' },
      {
        place: 'store',
        leg: 0,
        isPreflight: false,
        headers: [
          ['X-B', '\xe9'],
          ['Content-Length', '2'],
        ],
      },
    ]);
    expect(servers.take('1-2')).toEqual([]);
    expect(await send(store, preflight)).toMatch(/^HTTP\/1\.1 404 /);
  });

  it('wait for all of a request', () => {
    const head = 'POST / HTTP/1.1\r\nContent-Length: 3\r\n\r\n';
    expect(takeRequest(head.slice(0, -1))).toBe(null);
    expect(takeRequest(`${head}ab`)).toBe(null);
    expect(takeRequest(`${head}abcGET`)?.rest).toBe('GET');
  });
});
