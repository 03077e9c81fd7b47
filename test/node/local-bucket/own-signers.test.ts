import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  type Bucket,
  cos,
  createBucket,
  presignUrl,
  qingstor,
  type SigningStore,
  signForm,
  signRequest,
  toFormData,
} from '../../../src/index.js';
import type { Credentials } from '../../../src/model/credentials.js';
import { cosDialect, qingstorDialect } from '../../../src/node/index.js';
import type { Dialect } from '../../../src/node/local-bucket/dialect.js';
import { HOSTILE_KEYS } from '../../support/hostile-keys.js';
import { type ServedDialect, serveDialect } from '../../support/serve-dialect.js';
import { type Received, send } from '../support/send.js';

/** A request as our signer gives it. */
interface Sent {
  readonly method: string;
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What is signed here, and how the dialect takes and refuses it. */
interface Pair {
  readonly title: string;
  readonly store: SigningStore;
  readonly dialect: Dialect;
  readonly hasTokens: boolean;
  readonly stored: number;
  readonly refused: string;
  /** Keys that the store takes in no request, or in no form. */
  readonly tooLong: readonly string[];
  readonly notInForms: readonly string[];
}

const PAIRS: readonly Pair[] = [
  {
    title: 'COS',
    store: cos,
    dialect: cosDialect,
    hasTokens: true,
    stored: 200,
    refused: '403 SignatureDoesNotMatch',
    tooLong: ['900 bytes'],
    notInForms: [],
  },
  {
    title: 'QingStor',
    store: qingstor,
    dialect: qingstorDialect,
    hasTokens: false,
    stored: 201,
    refused: '401 signature_not_matched',
    tooLong: [],
    notInForms: ['a leading slash', 'two leading slashes'],
  },
];

describe.each(PAIRS)('our signer and the dialect of $title', (pair) => {
  let local: ServedDialect;
  let credentials: Credentials;
  const keys = Object.entries(HOSTILE_KEYS).filter(([title]) => !pair.tooLong.includes(title));

  beforeAll(async () => {
    local = await serveDialect(pair.dialect, { photos: [] });
    credentials = pair.hasTokens ? local.temporary() : local.credentials;
  });
  afterAll(() => local?.stop());

  describe.each(['path', 'virtual-host'] as const)('with the bucket in the %s', (addressing) => {
    const bucketOf = (): Bucket<SigningStore> =>
      createBucket({
        store: pair.store,
        region: local.region,
        endpoint:
          addressing === 'path' ? local.endpoint : `http://${pair.dialect.name}.localhost:${local.port}`,
        bucket: 'photos',
        addressing,
        credentials: () => credentials,
      });

    // What the address changes shows on few.
    const some = addressing === 'path' ? keys : keys.filter((_, index) => index % 4 === 0);

    it.each(some)('agree on headers for %s, and not when a byte is another', async (_title, key) => {
      const { url, headers } = await signRequest(bucketOf(), { method: 'PUT', key });
      await expectExact({ method: 'PUT', url, headers }, key);
    });

    it.each(some)('agree on a URL for %s, and not when a byte is another', async (_title, key) => {
      const { url } = await presignUrl(bucketOf(), { method: 'PUT', key }, { expiresInSeconds: 60 });
      await expectExact({ method: 'PUT', url }, key);
    });

    const inForms = some.filter(([title]) => !pair.notInForms.includes(title));
    it.each(inForms)('agree on a form for %s, and not when a byte is another', async (_title, key) => {
      const form = await signForm(bucketOf(), { key }, { expiresInSeconds: 60 });
      const post = async (fields: Readonly<Record<string, string>>): Promise<Received> => {
        const body = new Response(toFormData({ fields }, new Blob([key])));
        return send(form.url, {
          method: 'POST',
          headers: { host: new URL(form.url).host, 'content-type': body.headers.get('content-type') ?? '' },
          body: new Uint8Array(await body.arrayBuffer()),
        });
      };
      expect(codeOf(await post({ ...form.fields, policy: changeLast(form.fields.policy ?? '') }))).toBe(
        pair.refused,
      );
      expect((await post(form.fields)).status).toBe(pair.title === 'COS' ? 204 : 201);
      expect(await read(key)).toBe(key);
    });

    /** Sent as it is, it is taken; with another byte in path, host or signature it is not. */
    async function expectExact(sent: Sent, key: string): Promise<void> {
      const [path = '', ...query] = sent.url.split('?');
      const others: Sent[] = [
        { ...sent, url: [`${path}x`, ...query].join('?') },
        { ...sent, method: 'DELETE' },
        sent.headers === undefined
          ? { ...sent, url: sent.url.replace(/(signature=)(.)/, (_, name, first) => name + other(first)) }
          : { ...sent, headers: { ...sent.headers, authorization: changeSignature(sent.headers) } },
      ];
      const codes = await Promise.all(others.map(async (request) => codeOf(await sendRaw(request, 'x'))));
      expect(codes).toEqual(others.map(() => pair.refused));
      expect((await sendRaw(sent, key)).status).toBe(pair.stored);
      expect(await read(key)).toBe(key);
    }

    async function read(key: string): Promise<string> {
      const { url, headers } = await signRequest(bucketOf(), { method: 'GET', key });
      return (await sendRaw({ method: 'GET', url, headers })).text;
    }
  });
});

it('refuses a key that is too long for COS', async () => {
  const local = await serveDialect(cosDialect, { photos: [] });
  try {
    const { endpoint, region } = local;
    const place = { store: cos, region, endpoint, bucket: 'photos', addressing: 'path' } as const;
    const bucket = createBucket({ ...place, credentials: () => local.temporary() });
    const { url, headers } = await signRequest(bucket, { method: 'PUT', key: 'a'.repeat(851) });
    expect(codeOf(await sendRaw({ method: 'PUT', url, headers }, 'x'))).toBe('400 KeyTooLong');
  } finally {
    await local.stop();
  }
});

/** Not by `fetch`, which would resolve a host. */
function sendRaw({ method, url, headers = {} }: Sent, body?: string): Promise<Received> {
  const { host, origin } = new URL(url);
  return send(url, {
    method,
    target: url.slice(origin.length),
    headers: { ...headers, host },
    ...(body === undefined ? {} : { body }),
  });
}

function codeOf({ status, code, text }: Received): string {
  return `${status} ${code || /"code":"(\w+)"/.exec(text)?.[1]}`;
}

/** The first character of the signature, all of whose bits count. */
function changeSignature({ authorization = '' }: Readonly<Record<string, string>>): string {
  return authorization.replace(/(q-signature=|QS [^:]*:)(.)/, (_, name, first) => name + other(first));
}

function changeLast(base64: string): string {
  const text = Buffer.from(base64, 'base64').toString();
  return Buffer.from(`${text} `).toString('base64');
}

function other(character: string): string {
  return character === '0' ? '1' : '0';
}
