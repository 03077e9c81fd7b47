import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { hasDotSegment } from '../../src/signing/object-path.js';
import { remoteSigner } from '../../src/transport/remote-signer.js';
import { presignUrl, presignUrls, signForm, signRequest } from '../../src/transport/sign-request.js';
import { ownServer } from './signing-server.js';
import { bucketSignedBy, PLACES, type Place, signingBucket } from './stores.js';

/** The page asks, the server answers, and the same bucket signs by itself beside it. */
function bothEnds(place: Place) {
  const direct = signingBucket(place);
  const { fetch, asked } = ownServer(direct);
  const remote = bucketSignedBy(place, remoteSigner({ url: 'https://app.example/sign', fetch }));
  return { direct, remote, asked };
}

/** All but the trace, which the server keeps. */
function sent<Signed extends { readonly trace: unknown }>({
  trace: _,
  ...rest
}: Signed): Omit<Signed, 'trace'> {
  return rest;
}

/** What the store puts the file's own name for. */
const FILE_NAME = '$' + '{filename}';

const keys = fc
  .string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
  .filter((key) => !hasDotSegment(key));
const words = fc.stringMatching(/^[a-z]{1,8}$/);
const values = fc.string({ unit: 'grapheme-ascii', maxLength: 20 });
const requests = fc.record({
  method: fc.constantFrom('GET', 'PUT', 'post', 'DELETE', 'HEAD'),
  key: fc.oneof(keys, fc.constant('')),
  query: fc.dictionary(
    fc.oneof(words, fc.constantFrom('acl', 'uploads', 'response-content-type')),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  ),
  headers: fc.dictionary(
    fc.oneof(
      words.map((word) => `X-Meta-${word}`),
      fc.constantFrom('Content-Type', 'content-md5', 'x-oss-meta-a', 'x-cos-acl', 'x-qs-meta-b', 'x-amz-acl'),
    ),
    values,
  ),
});
const forms = fc.record({
  key: fc.oneof(keys, fc.constant(`photos/${FILE_NAME}`)).filter((key) => !key.startsWith('/')),
  fields: fc.dictionary(
    words.map((word) => `x-meta-${word}`),
    fc.string({ unit: 'grapheme', maxLength: 12 }),
  ),
});
const lives = fc.integer({ min: 1, max: 604_800 });

describe.each(PLACES)('a remote signer before a server of this SDK on %s', (_, place) => {
  const { direct, remote } = bothEnds(place);

  it('signs in headers as the server would itself', async () => {
    await fc.assert(
      fc.asyncProperty(requests, async (request) => {
        expect(sent(await signRequest(remote, request))).toEqual(sent(await signRequest(direct, request)));
      }),
    );
  });

  it('signs in URLs as the server would itself', async () => {
    await fc.assert(
      fc.asyncProperty(requests, lives, async (request, expiresInSeconds) => {
        const options = { expiresInSeconds };
        expect(sent(await presignUrl(remote, request, options))).toEqual(
          sent(await presignUrl(direct, request, options)),
        );
      }),
    );
  });

  it('signs forms as the server would itself', async () => {
    await fc.assert(
      fc.asyncProperty(forms, lives, async (form, expiresInSeconds) => {
        const options = { expiresInSeconds };
        const [far, near] = [await signForm(remote, form, options), await signForm(direct, form, options)];
        expect(far).toEqual(near);
        expect(Object.keys(far.fields)).toEqual(Object.keys(near.fields));
      }),
    );
  });

  it('signs many at once', async () => {
    const many = ['a', 'b', 'c'].map((key) => ({ method: 'GET', key }));
    const options = { expiresInSeconds: 60 };
    const urls = async (bucket: typeof remote) =>
      (await presignUrls(bucket, many, options)).map(({ url }) => url);
    expect(await urls(remote)).toEqual(await urls(direct));
  });
});

describe('conditions', () => {
  it.each(PLACES.filter(([title]) => !title.startsWith('QingStor')))(
    'go to the server on %s',
    async (_, place) => {
      const { direct, remote } = bothEnds(place);
      const form = {
        key: 'a.png',
        conditions: [
          ['content-length-range', 1, 1_048_576],
          ['starts-with', '$Content-Type', 'image/'],
          { acl: 'private' },
        ],
      } as const;
      const options = { expiresInSeconds: 60 };
      expect(await signForm(remote, form, options)).toEqual(await signForm(direct, form, options));
    },
  );
});

it.each(PLACES)(
  'the server is asked by the name of the bucket, wherever that stands in the URL: %s',
  async (_, place) => {
    const { remote, asked } = bothEnds(place);
    await signRequest(remote, { method: 'put', key: 'a.png', query: { acl: '' }, headers: { 'X-A': '1' } });
    await presignUrl(remote, { method: 'GET', key: '' }, { expiresInSeconds: 60 });
    await signForm(remote, { key: 'a.png' }, { expiresInSeconds: 60 });
    const { bucket } = place;
    expect(asked.map(({ body }) => body)).toEqual([
      { form: 'headers', method: 'PUT', bucket, key: 'a.png', query: { acl: '' }, headers: { 'X-A': '1' } },
      { form: 'url', method: 'GET', bucket, key: '', query: {}, headers: {}, expiresInSeconds: 60 },
      {
        form: 'form',
        method: 'POST',
        bucket,
        key: 'a.png',
        fields: {},
        conditions: [],
        expiresInSeconds: 60,
      },
    ]);
  },
);
