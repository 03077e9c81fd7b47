import { describe, expect, it } from 'vitest';
import { getObject } from '../../src/client/get-object.js';
import { prepareBucket } from '../../src/client/prepare-bucket.js';
import { putObject } from '../../src/client/put-object.js';
import { ConfigError } from '../../src/model/errors.js';
import type { SigningStore } from '../../src/stores/store.js';
import { answerSigningRequest } from '../../src/transport/answer-signing-request.js';
import type { Bucket } from '../../src/transport/bucket.js';
import { sendRequest } from '../../src/transport/send-request.js';
import { presignUrl, presignUrls, signForm, signRequest } from '../../src/transport/sign-request.js';
import { toFormData } from '../../src/transport/to-form-data.js';
import { SECRET, thrownBy } from './buckets.js';
import { PLACES, signingBucket } from './stores.js';

const GET = { method: 'GET', key: 'a' };
const QUESTION = { form: 'url', bucket: 'photos', ...GET, expiresInSeconds: 60 };

type Call = (bucket: Bucket<SigningStore>, options: unknown) => Promise<unknown>;

/** What each call is given when nothing is wrong, and the options that it takes. */
const CALLS: readonly (readonly [name: string, call: Call, known: readonly string[]])[] = [
  ['signRequest', (bucket, options) => signRequest(bucket, GET, options as object), ['body', 'signal']],
  [
    'presignUrl',
    (bucket, options) => presignUrl(bucket, GET, options as { expiresInSeconds: number }),
    ['expiresInSeconds', 'body', 'signal'],
  ],
  [
    'presignUrls',
    (bucket, options) => presignUrls(bucket, [GET], options as { expiresInSeconds: number }),
    ['expiresInSeconds', 'signal'],
  ],
  [
    'signForm',
    (bucket, options) => signForm(bucket, { key: 'a' }, options as { expiresInSeconds: number }),
    ['expiresInSeconds', 'signal'],
  ],
  ['sendRequest', (bucket, options) => sendRequest(bucket, GET, options as object), ['body', 'signal']],
  ['getObject', (bucket, options) => getObject(bucket, 'a', options as object), ['signal']],
  [
    'putObject',
    (bucket, options) => putObject(bucket, 'a', 'x', options as object),
    ['contentType', 'headers', 'signal'],
  ],
  ['prepareBucket', (bucket, options) => prepareBucket(bucket, options as object), ['signal']],
  [
    'answerSigningRequest',
    (bucket, options) =>
      answerSigningRequest(
        bucket,
        { ...QUESTION, bucket: bucket?.location?.bucket },
        () => true,
        options as object,
      ),
    ['maxExpiresInSeconds', 'dangerouslyAllowEndlessForms'],
  ],
];
const [[, PLACE]] = PLACES as readonly [(typeof PLACES)[number]];
const EXPIRING = ['presignUrl', 'presignUrls', 'signForm'];
const neededBy = (name: string) => (EXPIRING.includes(name) ? { expiresInSeconds: 60 } : {});

/** A bucket that reaches nothing and asks for nothing. */
function quietBucket([, place]: (typeof PLACES)[number]): Bucket<SigningStore> {
  const never = () => {
    throw new Error('asked');
  };
  return signingBucket(place, { credentials: never, fetch: never });
}

async function issuesOf(call: Promise<unknown>): Promise<ConfigError['issues']> {
  const error = await thrownBy(call);
  expect(error).toBeInstanceOf(ConfigError);
  expect(String(error)).not.toContain(SECRET);
  return (error as ConfigError).issues;
}

const told = async (call: Promise<unknown>): Promise<string[]> =>
  (await issuesOf(call)).map(({ code, path }) => `${code} ${path}`);

describe.each(CALLS)('%s', (name, call, known) => {
  const needed = neededBy(name);

  it.each(PLACES)('names each option that it does not know, on %s', async (...place) => {
    const bucket = quietBucket(place);
    const [issue, ...others] = await issuesOf(call(bucket, { ...needed, secret: SECRET }));
    expect(issue).toMatchObject({
      code: 'unknown',
      path: 'secret',
      value: 'string, not shown',
      message: `is not an option: the options are ${known.join(', ')}`,
    });
    expect(others).toEqual([]);
  });

  it('offers the name that is near', async () => {
    for (const option of known) {
      const [issue] = await issuesOf(call(signingBucket(PLACE), { ...needed, [`${option}s`]: 1 }));
      expect(issue?.message).toBe(`is not an option: did you mean "${option}"?`);
    }
  });

  it.each([[null], [60], ['60'], [true]])('refuses options that are none: %j', async (options) => {
    const paths = (await issuesOf(call(signingBucket(PLACE), options))).map(({ path }) => path);
    const missing = EXPIRING.includes(name) ? ['expiresInSeconds'] : [];
    // Where options must be given, none at all are options in which something is missing.
    expect(paths).toEqual(options === null && missing.length > 0 ? missing : ['options', ...missing]);
  });

  it('refuses what is no bucket, with everything else', async () => {
    for (const bucket of [undefined, null, 'photos', {}, { store: {} }]) {
      const issues = await told(call(bucket as never, { ...needed, secret: SECRET }));
      const code = bucket === undefined ? 'missing' : 'invalid';
      expect(issues.slice(0, 2)).toEqual([`${code} bucket`, 'unknown secret']);
    }
  });
});

describe.each(CALLS.filter(([, , known]) => known.includes('signal')))('%s', (name, call) => {
  it('refuses a signal that is none', async () => {
    for (const signal of [null, 5, {}, new AbortController()]) {
      expect(await told(call(signingBucket(PLACE), { ...neededBy(name), signal }))).toEqual([
        'invalid signal',
      ]);
    }
  });
});

describe.each(CALLS.filter(([name]) => EXPIRING.includes(name)))('%s', (_, call) => {
  it('wants to know how long it shall work', async () => {
    const bucket = signingBucket(PLACE);
    expect(await told(call(bucket, undefined))).toEqual(['missing expiresInSeconds']);
    expect(await told(call(bucket, {}))).toEqual(['missing expiresInSeconds']);
    expect(await told(call(bucket, { expiresInSeconds: '60' }))).toEqual(['invalid expiresInSeconds']);
    expect(await told(call(bucket, { expiresInSecond: 60 }))).toEqual([
      'unknown expiresInSecond',
      'missing expiresInSeconds',
    ]);
  });
});

describe('everything is told at once', () => {
  const bucket = signingBucket(PLACE);

  it('about options and requests', async () => {
    const options = { body: 'x', signal: 5 } as never;
    expect(await told(presignUrls(bucket, [GET, { method: 'GET' }] as never, options))).toEqual([
      'unknown body',
      'missing expiresInSeconds',
      'invalid signal',
      'missing requests[1].key',
    ]);
    expect(await told(presignUrl(bucket, undefined as never, { expiresInSeconds: 0 }))).toEqual([
      'limit expiresInSeconds',
      'missing request',
      'missing method',
      'missing key',
    ]);
    expect(await told(signForm(bucket, undefined as never, undefined as never))).toEqual([
      'missing expiresInSeconds',
      'missing form',
    ]);
    expect(await told(signRequest(undefined as never, undefined as never))).toEqual([
      'missing bucket',
      'missing request',
      'missing method',
      'missing key',
    ]);
  });

  it('about a list of requests that is none', async () => {
    for (const [requests, code] of [
      [undefined, 'missing'],
      [null, 'invalid'],
      [GET, 'invalid'],
    ]) {
      const call = presignUrls(bucket, requests as never, { expiresInSeconds: 60 });
      expect(await told(call)).toEqual([`${code} requests`]);
    }
  });

  it('about an upload', async () => {
    const call = putObject(bucket, undefined as never, undefined as never, { contentType: 5 } as never);
    expect(await told(call)).toEqual(['invalid contentType', 'missing key', 'missing body']);
    expect(await told(getObject(bucket, 5 as never, { signals: 1 } as never))).toEqual([
      'unknown signals',
      'invalid key',
    ]);
  });

  it('about a server that answers', async () => {
    for (const most of ['60', Number.NaN, 0, Number.POSITIVE_INFINITY]) {
      const call = answerSigningRequest(bucket, QUESTION, undefined as never, {
        maxExpiresInSeconds: most as number,
      });
      expect(await told(call)).toEqual([
        `${typeof most === 'number' ? 'limit' : 'invalid'} maxExpiresInSeconds`,
        'missing allow',
      ]);
    }
  });

  it('about what a server allows', async () => {
    for (const dangerouslyAllowEndlessForms of [null, 1, 'true']) {
      const options = { dangerouslyAllowEndlessForms } as never;
      expect(await told(answerSigningRequest(bucket, QUESTION, () => true, options))).toEqual([
        'invalid dangerouslyAllowEndlessForms',
      ]);
    }
  });

  it('about a form that is to be sent', async () => {
    const send = async (form: unknown, file: unknown) => toFormData(form as never, file as never);
    expect(await told(send(undefined, 'text'))).toEqual(['missing form', 'invalid file']);
    expect(await told(send({ fields: [] }, undefined))).toEqual(['invalid form', 'missing file']);
  });
});
