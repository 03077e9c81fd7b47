import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { aws } from '../../src/stores/aws.js';
import { bodyIssues, bytesOfText, type RequestBody, withBodyType } from '../../src/transport/body-type.js';
import { presignUrl } from '../../src/transport/sign-request.js';
import { describeWithEngines } from '../support/engines/describe-with-engines.js';
import type { EnginePage } from '../support/engines/engine.js';
import { type FileServer, serveFiles } from '../support/serve-files.js';
import { signingBucket } from '../transport/stores.js';

/** Bodies that can be signed, by kind. It runs here and in the page, so it sees nothing of this file. */
function bodyOf(kind: string): RequestBody {
  const bytes = new Uint8Array([1, 104, 105, 2]);
  switch (kind) {
    case 'text':
      return 'héllo';
    case 'no text':
      return '';
    case 'form values':
      return new URLSearchParams({ a: 'b c' });
    case 'a typed Blob':
      return new Blob(['x'], { type: 'image/png' });
    case 'a Blob of text':
      return new Blob(['x'], { type: 'text/html' });
    case 'a Blob with a charset':
      return new Blob(['x'], { type: 'text/plain;charset=latin1' });
    case 'a Blob with a type in capitals':
      return new Blob(['x'], { type: 'Image/PNG; A=B' });
    case 'a Blob whose type is none':
      return new Blob(['x'], { type: 'nonsense' });
    case 'a Blob without a type':
      return new Blob(['x']);
    case 'a File':
      return new File(['x'], 'a.css', { type: 'text/css' });
    case 'a File without a type':
      return new File(['x'], 'a.css');
    case 'a buffer':
      return bytes.buffer;
    case 'bytes':
      return bytes.subarray(1, 3);
    case 'floats':
      return new Float64Array(2);
    case 'a DataView':
      return new DataView(bytes.buffer, 1, 2);
    default:
      return null;
  }
}

const KINDS = [
  'text',
  'no text',
  'form values',
  'a typed Blob',
  'a Blob of text',
  'a Blob with a charset',
  'a Blob with a type in capitals',
  'a Blob whose type is none',
  'a Blob without a type',
  'a File',
  'a File without a type',
  'a buffer',
  'bytes',
  'floats',
  'a DataView',
  'nothing',
];
const NO_TYPE = 'a Blob whose type is none';
const WAYS = ['fetch', 'XMLHttpRequest'] as const;

/** One request as the page is told to send it. */
interface Sending {
  readonly way: (typeof WAYS)[number];
  readonly kind: string;
  /** Whether text goes as its bytes. */
  readonly asBytes: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** What arrived. */
interface Received {
  readonly contentType: string | null;
  readonly bytes: number[];
}

/** Sends in the page, one after another. It sees nothing of this file. */
async function sendAll(url: string, makeBody: string, sendings: readonly Sending[]): Promise<Received[]> {
  const make = new Function(`return (${makeBody})`)() as (kind: string) => XMLHttpRequestBodyInit | null;
  const received: Received[] = [];
  for (const { way, kind, asBytes, headers } of sendings) {
    const made = make(kind);
    const isText = typeof made === 'string' || made instanceof URLSearchParams;
    const body = asBytes && isText ? new TextEncoder().encode(String(made)) : made;
    if (way === 'fetch') {
      const answer = await fetch(url, { method: 'PUT', body, headers });
      received.push((await answer.json()) as Received);
    } else {
      received.push(
        await new Promise<Received>((resolve, reject) => {
          const request = new XMLHttpRequest();
          request.open('PUT', url);
          for (const [name, value] of Object.entries(headers)) request.setRequestHeader(name, value);
          request.onload = () => resolve(JSON.parse(request.responseText) as Received);
          request.onerror = () => reject(new Error('It was not sent'));
          request.send(body);
        }),
      );
    }
  }
  return received;
}

/** A store at another origin that allows everything and answers what it got. */
function echo(): Server {
  return createServer(async (request, response) => {
    const chunks: Uint8Array[] = [];
    for await (const chunk of request) chunks.push(chunk);
    const received: Received = {
      contentType: request.headers['content-type'] ?? null,
      bytes: [...Buffer.concat(chunks)],
    };
    response
      .writeHead(200, {
        'access-control-allow-origin': '*',
        'access-control-allow-methods': 'PUT',
        'access-control-allow-headers': 'content-type',
        'content-type': 'application/json',
      })
      .end(JSON.stringify(received));
  });
}

describeWithEngines('the Content-Type that is signed is the one that is sent', ({ name, engine }) => {
  let files: FileServer;
  let page: EnginePage;
  let url: string;
  const server = echo();

  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/photos/a`;
    const body = '<!doctype html><meta charset="utf-8"><title>a page</title>';
    files = await serveFiles(new Map([['/', { body, contentType: 'text/html' }]]));
    page = await engine().open(`${files.origin}/`);
  });
  afterAll(async () => {
    await page?.close();
    await files?.stop();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  const send = (sendings: readonly Sending[]) => page.evaluate(sendAll, url, bodyOf.toString(), sendings);
  const typesOf = async (sendings: readonly Sending[]) =>
    (await send(sendings)).map(({ contentType }, index) => [sendings[index]?.kind, contentType]);
  const bytesOf = async (kind: string) => {
    const body = bytesOfText(bodyOf(kind));
    return [...new Uint8Array(await new Response(body).arrayBuffer())];
  };

  it.each(WAYS)('for every kind of body, where nobody names one, by %s', async (way) => {
    const kinds = KINDS.filter((kind) => kind !== NO_TYPE);
    const said = kinds.map((kind) => [kind, withBodyType({}, bodyOf(kind))['content-type'] ?? null]);
    expect(await typesOf(kinds.map((kind) => ({ way, kind, asBytes: false, headers: {} })))).toEqual(said);
  });

  it('but for a Blob whose type is none, of which XMLHttpRequest may say nothing: so the headers must be set', async () => {
    const unnamed = WAYS.map((way) => ({ way, kind: NO_TYPE, asBytes: false, headers: {} }));
    const said = withBodyType({}, bodyOf(NO_TYPE));
    const [byFetch, byRequest] = await send(unnamed);
    expect(byFetch?.contentType).toBe(said['content-type']);
    expect(byRequest?.contentType).toBe(name === 'firefox' ? said['content-type'] : null);
    const named = await send(unnamed.map((sending) => ({ ...sending, headers: said })));
    expect(named.map(({ contentType }) => contentType)).toEqual(['nonsense', 'nonsense']);
  });

  it.each(WAYS)('for every kind of body, with the headers of a presigned URL, by %s', async (way) => {
    const bucket = signingBucket({ store: aws, region: 'us-east-1', bucket: 'photos' });
    const sendings = await Promise.all(
      KINDS.map(async (kind) => {
        const options = { expiresInSeconds: 60, body: bodyOf(kind) };
        const { headers } = await presignUrl(bucket, { method: 'PUT', key: 'a' }, options);
        return { way, kind, asBytes: false, headers };
      }),
    );
    const said = sendings.map(({ kind, headers }) => [kind, headers['content-type'] ?? null]);
    expect(await typesOf(sendings)).toEqual(said);
  });

  it.each(WAYS)(
    'for every kind of body and every type of one’s own, as requests of this SDK are sent, by %s',
    async (way) => {
      const types = [
        'text/plain',
        'text/plain;charset=latin1',
        'text/html; Charset=utf-8',
        'image/png',
        'a/b',
      ];
      const sendings = KINDS.flatMap((kind) =>
        types.map((type) => ({ way, kind, asBytes: true, headers: { 'content-type': type } })),
      );
      const received = await send(sendings);
      expect(received.map(({ contentType }) => contentType)).toEqual(
        sendings.map(({ headers }) => headers['content-type']),
      );
      const bytes = await Promise.all(sendings.map(({ kind }) => bytesOf(kind)));
      expect(received.map((request) => request.bytes)).toEqual(bytes);
    },
  );

  it('unlike that of text by XMLHttpRequest, which is why text goes as bytes', async () => {
    const headers = { 'content-type': 'text/plain;charset=latin1' };
    const [received] = await send([{ way: 'XMLHttpRequest', kind: 'text', asBytes: false, headers }]);
    expect(received?.contentType).toMatch(/charset=utf-8/i);
  });

  it('and what is refused has none that could be known, or is not sent as it is', async () => {
    const seen = await page.evaluate(async (target: string) => {
      const outcome = async (body: BodyInit) => {
        try {
          const answer = await fetch(target, { method: 'PUT', body });
          return ((await answer.json()) as { contentType: string | null }).contentType;
        } catch (error) {
          return (error as Error).name;
        }
      };
      const form = () => {
        const data = new FormData();
        data.append('a', 'b');
        return data;
      };
      const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
      const Growing = ArrayBuffer as unknown as new (bytes: number, options: object) => ArrayBuffer;
      const resizable = new Growing(1, { maxByteLength: 8 });
      return {
        forms: [await outcome(form()), await outcome(form())],
        stream: await outcome(new ReadableStream()),
        shared: await outcome(memory.buffer),
        resizable: [await outcome(resizable), await outcome(new Uint8Array(resizable))],
      };
    }, url);
    const [first, second] = seen.forms;
    expect(first).toMatch(/^multipart\/form-data; boundary=/);
    expect(second).not.toBe(first);
    // Bytes have no type: these are refused, or go as text, such as "[object ReadableStream]".
    for (const outcome of [seen.stream, seen.shared, ...seen.resizable]) expect(outcome).toBeTruthy();
    for (const refused of [new FormData(), new ReadableStream(), new SharedArrayBuffer(1)]) {
      expect(bodyIssues(refused)).toHaveLength(1);
    }
  });
});
