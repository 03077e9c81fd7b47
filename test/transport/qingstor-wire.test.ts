import { createRequire } from 'node:module';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BucketOptions } from '../../src/client/bucket-options.js';
import { ConfigError, SignerError, UnsupportedError } from '../../src/model/errors.js';
import { aws } from '../../src/stores/aws.js';
import { qingstor } from '../../src/stores/qingstor.js';
import type { SigningStore } from '../../src/stores/store.js';
import { qingstorWire } from '../../src/transport/qingstor-wire.js';
import { remoteSigner } from '../../src/transport/remote-signer.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { presignUrl, signForm, signRequest } from '../../src/transport/sign-request.js';
import { NOW, SECRET, thrownBy } from './buckets.js';
import { type Asked, serverWith } from './signing-server.js';
import { bucketSignedBy, type Place, signingBucket } from './stores.js';

/** The signer that QingStor's own example of a signature server runs. */
interface PeerSigner {
  getSignature(operation: unknown): { authorization: string; signed_date: string };
  getQuerySignature(operation: unknown): { access_key_id: string; signature: string; expires: number };
}
const PeerSigner = createRequire(new URL('../interop/package.json', import.meta.url))(
  'qingstor-sdk/lib/sign.js',
) as new (
  id: string,
  secret: string,
  isVirtualHost: boolean,
) => PeerSigner;

const ELSEWHERE: Place = { store: aws, region: 'eu-west-1', bucket: 'photos' };
const PLACE: Place = { store: qingstor, region: 'pek3b', bucket: 'photos' };
const DATE = NOW.toUTCString();

/** What the example of the SDK answers: by whether there is an `expiresTTL`. */
function peerServer(isVirtualHost = false) {
  const peer = new PeerSigner('AKIDFIXTURE', SECRET, isVirtualHost);
  return serverWith(({ body }) =>
    'expiresTTL' in (body as object) ? peer.getQuerySignature(body) : peer.getSignature(body),
  );
}

function signedByPeer(place = PLACE) {
  const { fetch, asked } = peerServer(place.addressing === 'virtual-host');
  const signer = remoteSigner({ url: '/sign', fetch, wire: qingstorWire });
  return { bucket: bucketSignedBy(place, signer), asked };
}

function signedBy(
  answer: (asked: Asked) => unknown,
  place: Place = PLACE,
  options: Partial<BucketOptions<SigningStore>> = {},
) {
  const { fetch } = serverWith(answer);
  return (wire?: typeof qingstorWire) =>
    bucketSignedBy(
      place,
      remoteSigner({ url: '/sign', fetch, ...(wire === undefined ? {} : { wire }) }),
      options,
    );
}

const segments = fc.array(
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }).filter((text) => !/^\.\.?$|\//.test(text)),
  { minLength: 1, maxLength: 3 },
);
const requests = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'POST', 'DELETE'),
  key: segments.map((parts) => parts.join('/')),
  query: fc.dictionary(
    fc.constantFrom('acl', 'uploads', 'upload_id', 'part_number', 'prefix', 'limit'),
    fc.stringMatching(/^[a-z\d ]{1,8}$/),
  ),
  headers: fc.dictionary(
    fc.constantFrom('Content-Type', 'content-md5', 'x-qs-meta-a', 'X-QS-Storage-Class', 'x-other'),
    fc.stringMatching(/^[a-z/]{1,8}$/),
  ),
});

describe.each([
  ['in the path', PLACE],
  ['in the host', { ...PLACE, addressing: 'virtual-host' } as Place],
])("QingStor's own signature server, with the bucket %s", (_, place) => {
  const direct = signingBucket(place);

  it('signs in headers what this SDK signs itself', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        const { url, headers } = await signRequest(signedByPeer(place).bucket, request);
        const expected = await signRequest(direct, request);
        expect({ url, headers }).toEqual({ url: expected.url, headers: expected.headers });
      }),
    );
  });

  it('signs in URLs what this SDK signs itself', async () => {
    await fc.assert(
      fc.asyncProperty(requests, fc.integer({ min: 1, max: 1e6 }), async (request, expiresInSeconds) => {
        // It reads the time of its own machine.
        const peer = signedByPeer(place);
        const signed = await presignUrl(peer.bucket, request, { expiresInSeconds });
        const now = new Date(signed.expiresAt.getTime() - expiresInSeconds * 1000);
        const expected = await presignUrl(signingBucket(place, { now: () => now }), request, {
          expiresInSeconds,
        });
        expect(signed.url).toBe(expected.url);
        expect(signed.headers).toEqual(expected.headers);
        expect(signed.expiresAt).toEqual(expected.expiresAt);
      }),
    );
  });
});

describe('the wire of QingStor', () => {
  it('asks as its SDK does', async () => {
    const { bucket, asked } = signedByPeer();
    const request = {
      method: 'PUT',
      key: 'a b.txt',
      query: { part_number: '1' },
      headers: { 'Content-Type': 'a/b' },
    };
    await signRequest(bucket, request);
    await presignUrl(bucket, request, { expiresInSeconds: 60 });
    const operation = {
      method: 'PUT',
      endpoint: 'https://pek3b.qingstor.com',
      path: '/photos/a%20b.txt',
      uri: 'https://pek3b.qingstor.com/photos/a%20b.txt?part_number=1',
      params: { part_number: '1' },
    };
    expect(asked.map(({ body }) => body)).toEqual([
      { ...operation, headers: { 'content-type': 'a/b', 'x-qs-date': DATE } },
      { ...operation, headers: { 'content-type': 'a/b' }, expiresTTL: 60 },
    ]);
  });

  it('sends the date that was signed, as the server tells it, or else as it was asked', async () => {
    const authorization = 'QS AKIDFIXTURE:c2lnbmF0dXJl';
    const request = { method: 'PUT', key: 'a', headers: { 'X-QS-Meta-A': '1' } };
    const other = signedBy(() => ({ authorization, signed_date: 'Sat, 21 Nov 2026 10:00:07 GMT' }))(
      qingstorWire,
    );
    expect((await signRequest(other, request)).headers).toEqual({
      authorization,
      'x-qs-date': 'Sat, 21 Nov 2026 10:00:07 GMT',
      'x-qs-meta-a': '1',
    });
    const silent = signedBy(() => ({ authorization }))(qingstorWire);
    expect((await signRequest(silent, request)).headers['x-qs-date']).toBe(DATE);
  });

  it('asks by the time of the store once that is known', async () => {
    const { fetch, asked } = peerServer();
    const storeTime = new Date(NOW.getTime() + 3_600_000);
    const answers = [
      new Response('{"code":"request_expired"}', { status: 403, headers: { date: storeTime.toUTCString() } }),
      new Response('ok'),
    ];
    const bucket = bucketSignedBy(PLACE, remoteSigner({ url: '/sign', fetch, wire: qingstorWire }), {
      fetch: async () => answers.shift() ?? new Response('too many', { status: 500 }),
    });
    expect(await (await sendRequest(bucket, { method: 'GET', key: 'a' })).text()).toBe('ok');
    expect(bucket.clockOffsetMs).toBe(3_600_000);
    const dates = asked.map(({ body }) => (body as { headers: Record<string, string> }).headers['x-qs-date']);
    expect(dates).toEqual([DATE, storeTime.toUTCString()]);
  });

  it('has no word for forms', async () => {
    const { bucket, asked } = signedByPeer();
    expect(await thrownBy(signForm(bucket, { key: 'a' }, { expiresInSeconds: 60 }))).toBeInstanceOf(
      UnsupportedError,
    );
    expect(asked).toEqual([]);
  });
});

describe('an answer in the shape of QingStor', () => {
  const HEADERS = { authorization: 'QS AKIDFIXTURE:c2lnbmF0dXJl', signed_date: DATE };
  const URL_FORM = { access_key_id: 'AKIDFIXTURE', signature: 'a+b/c=', expires: 1_795_258_800 };
  const request = { method: 'GET', key: 'a', query: { acl: '' } };
  const life = { expiresInSeconds: 60 };

  it('is understood on the own wire too', async () => {
    const signed = await signRequest(signedBy(() => HEADERS)(), request);
    expect(signed.url).toBe('https://pek3b.qingstor.com/photos/a?acl');
    expect(signed.headers).toEqual({ authorization: HEADERS.authorization, 'x-qs-date': DATE });
    expect(signed.trace).toEqual({ canonicalRequest: null, stringToSign: '', signedHeaders: [] });
    for (const expires of [URL_FORM.expires, String(URL_FORM.expires)]) {
      const presigned = await presignUrl(signedBy(() => ({ ...URL_FORM, expires }))(), request, life);
      expect(presigned.url).toBe(
        'https://pek3b.qingstor.com/photos/a?acl&access_key_id=AKIDFIXTURE&expires=1795258800&signature=a%2Bb%2Fc%3D',
      );
      expect(presigned.expiresAt).toEqual(new Date(1_795_258_800_000));
    }
  });

  it('is none on another store', async () => {
    const place: Place = { store: aws, region: 'eu-west-1', bucket: 'photos' };
    for (const call of [
      () => signRequest(signedBy(() => HEADERS, place)(), request),
      () => presignUrl(signedBy(() => URL_FORM, place)(), request, life),
    ]) {
      const error = await thrownBy(call());
      expect(error).toBeInstanceOf(SignerError);
      expect((error as SignerError).issues[0]).toMatchObject({ code: 'missing', path: 'url' });
    }
  });

  it.each<readonly [unknown, readonly string[]]>([
    [{ ...HEADERS, authorization: undefined }, ['missing authorization']],
    [{ ...HEADERS, authorization: 'AWS x' }, ['invalid authorization']],
    [{ ...HEADERS, authorization: 5 }, ['invalid authorization']],
    [{ ...HEADERS, authorization: 'QS a:b\n' }, ['invalid authorization']],
    [{ ...HEADERS, signed_date: 5 }, ['invalid signed_date']],
    [{ ...HEADERS, signed_date: '' }, ['invalid signed_date']],
    [{ authorization: 1, signed_date: 2 }, ['invalid authorization', 'invalid signed_date']],
    [null, ['invalid answer']],
    ['text', ['invalid answer']],
  ])('in headers is checked: %j', async (answer, issues) => {
    const error = await thrownBy(signRequest(signedBy(() => answer)(qingstorWire), request));
    expect(error).toBeInstanceOf(SignerError);
    expect((error as SignerError).issues.map(({ code, path }) => `${code} ${path}`)).toEqual(issues);
  });

  it('in headers needs a date where none was asked for', async () => {
    const error = await thrownBy(
      signRequest(signedBy(() => ({ authorization: HEADERS.authorization }))(), request),
    );
    expect((error as SignerError).issues).toMatchObject([{ code: 'missing', path: 'signed_date' }]);
  });

  it.each<readonly [unknown, readonly string[]]>([
    [{ ...URL_FORM, access_key_id: 5 }, ['invalid access_key_id']],
    [{ ...URL_FORM, signature: undefined }, ['missing signature']],
    [{ ...URL_FORM, expires: 'soon' }, ['invalid expires']],
    [{ ...URL_FORM, expires: 1.5 }, ['invalid expires']],
    [{ ...URL_FORM, expires: 1e15 }, ['invalid expires']],
    [{}, ['missing access_key_id', 'missing signature', 'missing expires']],
    [[], ['invalid answer']],
  ])('in a URL is checked: %j', async (answer, issues) => {
    const error = await thrownBy(presignUrl(signedBy(() => answer)(qingstorWire), request, life));
    expect(error).toBeInstanceOf(SignerError);
    expect((error as SignerError).issues.map(({ code, path }) => `${code} ${path}`)).toEqual(issues);
    expect(JSON.stringify(error)).not.toContain('a+b/c=');
  });
});

describe('qingstorWire on another store', () => {
  it('is refused, and its server is not asked', async () => {
    const { fetch, asked } = serverWith(() => ({ authorization: 'QS a:b', signed_date: DATE }));
    const signer = remoteSigner({ url: '/sign', fetch, wire: qingstorWire });
    const bucket = bucketSignedBy(ELSEWHERE, signer);
    const request = { method: 'GET', key: 'a' };
    for (const call of [
      signRequest(bucket, request),
      presignUrl(bucket, request, { expiresInSeconds: 60 }),
    ]) {
      const error = await thrownBy(call);
      expect(error).toBeInstanceOf(ConfigError);
      expect(error).toMatchObject({ issues: [{ path: 'signer.wire', value: 'qingstorWire' }] });
    }
    expect(asked).toEqual([]);
  });
});
