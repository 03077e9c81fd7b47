import { createServer, type RequestListener, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type AskForCredentials, askForCredentials } from '../../src/credentials/ask-for-credentials.js';
import { type Clock, createClock } from '../../src/credentials/clock.js';
import { CredentialsError, HttpError } from '../../src/model/errors.js';
import { assumeRoleXml, END, EXPECTED, FIELDS, NOW, SECRET } from './answers.js';

const NOT_CORS = 'The store was not asked, so this is not its CORS configuration';
const ANSWER = JSON.stringify({ Credentials: FIELDS });

/** Asks with a clock that stands still. */
function ask(
  input: AskForCredentials,
  given: { clock?: Clock; signal?: AbortSignal; timeoutMs?: number } = {},
) {
  const { clock = createClock(() => NOW), signal = new AbortController().signal, timeoutMs = 30_000 } = given;
  return askForCredentials(input, { clock, signal, timeoutMs, needs: 'temporary' });
}

async function errorOf(
  input: AskForCredentials,
  given: Parameters<typeof ask>[1] = {},
): Promise<CredentialsError> {
  const error = await ask(input, given).catch((reason: unknown) => reason);
  expect(error).toBeInstanceOf(CredentialsError);
  return error as CredentialsError;
}

describe('the app’s function may return', () => {
  it.each<readonly [string, AskForCredentials]>([
    ['an object', () => FIELDS],
    ['a promise of one', async () => ({ Credentials: FIELDS })],
    ['JSON text', () => ANSWER],
    ['XML text', () => assumeRoleXml()],
    ['a Response with JSON', () => new Response(ANSWER)],
    ['a promise of a Response with XML', async () => new Response(assumeRoleXml())],
    [
      'a Response of another make',
      () => ({ ok: true, status: 200, url: '', headers: new Headers(), text: async () => ANSWER }),
    ],
  ])('%s', async (_, input) => {
    expect(await ask(input)).toEqual(EXPECTED);
  });
});

describe('a function that fails', () => {
  it('is named, with its own error as the cause', async () => {
    const cause = new TypeError('Failed to fetch');
    for (const input of [
      () => Promise.reject(cause),
      () => {
        throw cause;
      },
    ]) {
      const error = await errorOf(input);
      expect(error.message).toBe(
        `The credentials function failed: look at the server that it asks. ${NOT_CORS}`,
      );
      expect(error.cause).toEqual(cause);
      expect(error.issues).toEqual([]);
    }
  });

  it('passes errors of this SDK through', async () => {
    const answer = { kind: 'other', serviceCode: '', serviceMessage: '' } as const;
    const own = new HttpError({ method: 'GET', url: 'https://app.example/sts' }, 503, answer);
    await expect(ask(() => Promise.reject(own))).rejects.toBe(own);
  });

  it('shows nothing of an answer that is not JSON', async () => {
    const error = await errorOf(() => JSON.parse(`{"SecretAccessKey":${SECRET}}`));
    expect(error.cause).toBeInstanceOf(SyntaxError);
    expect(`${error} ${error.cause} ${error.stack} ${(error.cause as Error).stack}`).not.toContain(
      SECRET.slice(0, 8),
    );
  });

  it('may have read the Response already, which is said', async () => {
    const read = new Response(ANSWER);
    await read.text();
    expect((await errorOf(() => read)).message).toContain('The credentials function failed');
  });
});

describe('the time limit', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const message = `The credentials function gave nothing within 5000 ms: look at the server that it asks. ${NOT_CORS}`;
  const forEver = new Promise<never>(() => undefined);

  it.each<readonly [string, AskForCredentials]>([
    ['a function that hangs', () => forEver],
    [
      'one that heeds the signal',
      ({ signal }) =>
        new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason))),
    ],
    ['a body that hangs', () => new Response(new ReadableStream({ pull: () => forEver }))],
    [
      'the body of a refusal that hangs',
      () => new Response(new ReadableStream({ pull: () => forEver }), { status: 500 }),
    ],
  ])('gives up %s', async (_, input) => {
    const outcome = errorOf(input, { timeoutMs: 5000 });
    await vi.advanceTimersByTimeAsync(5000);
    expect((await outcome).message).toBe(message);
    expect(vi.getTimerCount()).toBe(0);
  });

  it('tells the function why it is ended, and leaves no timer when it is not', async () => {
    let seen: AbortSignal | undefined;
    const outcome = errorOf(
      ({ signal }) => {
        seen = signal;
        return forEver;
      },
      { timeoutMs: 5000 },
    );
    await vi.advanceTimersByTimeAsync(4999);
    expect(seen?.aborted).toBe(false);
    await vi.advanceTimersByTimeAsync(1);
    await outcome;
    expect(seen?.reason).toMatchObject({ name: 'TimeoutError' });
    await ask(() => FIELDS, { timeoutMs: 5000 });
    expect(vi.getTimerCount()).toBe(0);
  });
});

describe('a signal that is aborted', () => {
  const reason = new Error('nobody waits');

  it('before: asks nothing', async () => {
    const input = vi.fn(() => FIELDS);
    await expect(ask(input, { signal: AbortSignal.abort(reason) })).rejects.toBe(reason);
    expect(input).not.toHaveBeenCalled();
  });

  it('meanwhile: ends the question with its reason, for the function too', async () => {
    const controller = new AbortController();
    let seen: AbortSignal | undefined;
    const outcome = ask(
      ({ signal }) => {
        seen = signal;
        return new Promise(() => undefined);
      },
      { signal: controller.signal },
    );
    controller.abort(reason);
    await expect(outcome).rejects.toBe(reason);
    expect(seen?.reason).toBe(reason);
  });
});

describe('a Response that is a refusal', () => {
  let server: Server;
  let listener: RequestListener;
  let url: string;
  beforeEach(async () => {
    server = createServer((request, response) => listener(request, response));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/sts`;
  });
  afterEach(async () => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it.each([
    [404, 'text/html', '<!DOCTYPE html><p>nothing here', '404'],
    [500, 'application/json', '', '500'],
    [
      403,
      'application/json',
      JSON.stringify({ Code: 'NoPermission', Message: 'x', RequestId: 'x' }),
      '403, error "NoPermission",',
    ],
    [
      400,
      'text/xml',
      '<ErrorResponse><Error><Code>ValidationError</Code></Error></ErrorResponse>',
      '400, error "ValidationError",',
    ],
    [
      502,
      'application/json',
      JSON.stringify({ Code: SECRET }),
      `502, error of ${SECRET.length} characters, not shown,`,
    ],
    [401, 'application/json', ANSWER, '401'],
  ])('names the server without its query, and the status: %d %s %s', async (status, type, body, said) => {
    listener = (_, response) => response.writeHead(status, { 'content-type': type }).end(body);
    const error = await errorOf(({ signal }) => fetch(`${url}?token=x#y`, { signal }));
    expect(error.message).toBe(`The server at ${url} answered ${said} instead of credentials. ${NOT_CORS}`);
    expect(error.issues).toEqual([]);
  });

  it('has no address when the app made it', async () => {
    expect((await errorOf(() => new Response('', { status: 503 }))).message).toBe(
      `The server answered 503 instead of credentials. ${NOT_CORS}`,
    );
  });

  it('is no Response at all when its body breaks off', async () => {
    listener = (_, response) => {
      response.writeHead(200, { 'content-length': '1000' }).write(ANSWER.slice(0, 20));
      response.socket?.destroy();
    };
    const error = await errorOf(({ signal }) => fetch(url, { signal }));
    expect(error.message).toContain('The credentials function failed');
  });
});

describe('the Date header', () => {
  /** A clock that is off, and an answer at what is NOW for the server. */
  const offBy = (ms: number) => createClock(() => new Date(NOW.getTime() + ms));
  const dated =
    (headers: Record<string, string> = {}, body = ANSWER) =>
    () =>
      new Response(body, { headers: { date: NOW.toUTCString(), ...headers } });

  it.each([3_600_000, -3_600_000, 30_000, -30_000])('puts a clock right that is off by %d ms', async (ms) => {
    const clock = offBy(ms);
    expect(await ask(dated(), { clock })).toEqual(EXPECTED);
    expect(clock.offsetMs()).toBe(-ms);
    expect(clock.now()).toEqual(NOW);
  });

  it('does so before the credentials are read: they have not ended', async () => {
    const clock = offBy(7_200_000);
    expect(await ask(dated(), { clock })).toEqual(EXPECTED);
  });

  it('is for the store to say where nobody told the time: what has just come seems to have ended', async () => {
    const clock = offBy(7_200_000);
    expect(await ask(() => ANSWER, { clock })).toEqual(EXPECTED);
    expect(clock.offsetMs()).toBe(0);
    clock.learn(new Date(NOW.getTime() + 3_600_000));
    await expect(ask(() => ANSWER, { clock })).rejects.toMatchObject({ issues: [{ code: 'expired' }] });
  });

  it('may be made up for by when the credentials began', async () => {
    const clock = offBy(7_200_000);
    await ask(() => ({ ...EXPECTED, startTime: NOW.getTime() / 1000 }), { clock });
    expect(clock.now()).toEqual(NOW);
  });

  it('teaches nothing more when the store has told its time', async () => {
    const clock = offBy(0);
    clock.learn(new Date(NOW.getTime() + 1_200_000));
    await ask(dated({}, JSON.stringify({ ...FIELDS, Expiration: '2026-11-22T00:00:00Z' })), { clock });
    expect(clock.offsetMs()).toBe(1_200_000);
  });

  it('and finds those that have ended, where the clock was behind', async () => {
    const answer = JSON.stringify({ ...FIELDS, Expiration: '2026-11-21T09:59:00Z' });
    await expect(ask(dated({}, answer), { clock: offBy(-3_600_000) })).rejects.toMatchObject({
      issues: [{ code: 'expired' }],
    });
  });

  it.each([29_999, -29_999, 0])('leaves a clock alone that is off by %d ms', async (ms) => {
    const clock = offBy(ms);
    await ask(dated(), { clock });
    expect(clock.offsetMs()).toBe(0);
  });

  it('leaves it alone when the answer only took long', async () => {
    let time = NOW.getTime();
    const clock = createClock(() => new Date(time));
    await ask(
      () => {
        time += 120_000;
        return new Response(ANSWER, { headers: { date: NOW.toUTCString() } });
      },
      { clock },
    );
    expect(clock.offsetMs()).toBe(0);
  });

  it.each<readonly [string, Record<string, string>]>([
    ['a cache in between', { age: '0' }],
    ['a cache in between, as no-store', { age: '5', 'cache-control': 'no-store' }],
    ['what may be kept for a time', { 'cache-control': 'private, max-age=60' }],
    ['what may be kept until a time', { expires: END }],
    ['what may be kept by its age', { 'last-modified': NOW.toUTCString() }],
    ['a date that is none', { date: 'today' }],
  ])('tells nothing in %s', async (_, headers) => {
    const clock = offBy(600_000);
    await ask(dated(headers), { clock });
    expect(clock.offsetMs()).toBe(0);
  });

  it.each<readonly [string, Record<string, string>]>([
    ['what nobody may keep', { 'cache-control': 'no-store', expires: '0' }],
    [
      'what is asked about each time',
      { 'cache-control': 'no-cache, max-age=60', 'last-modified': NOW.toUTCString() },
    ],
    ['what is old at once', { 'cache-control': 'max-age=0' }],
  ])('tells the time in %s', async (_, headers) => {
    const clock = offBy(600_000);
    await ask(dated(headers), { clock });
    expect(clock.offsetMs()).toBe(-600_000);
  });
});
