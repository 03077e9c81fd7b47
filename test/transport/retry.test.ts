import { describe, expect, it } from 'vitest';
import type { BucketOptions } from '../../src/client/bucket-options.js';
import { createBucket } from '../../src/client/create-bucket.js';
import { CredentialsError, HttpError, NetworkError } from '../../src/model/errors.js';
import { aws } from '../../src/stores/aws.js';
import { cos } from '../../src/stores/cos.js';
import { oss } from '../../src/stores/oss.js';
import { qingstor } from '../../src/stores/qingstor.js';
import type { SigningStore } from '../../src/stores/store.js';
import type { RequestBody } from '../../src/transport/body-type.js';
import { readByUrl, sendRequest } from '../../src/transport/send-request.js';
import { NOW, SECRET, thrownBy } from './buckets.js';

const HOUR_MS = 3_600_000;
const LATER = new Date(NOW.getTime() + HOUR_MS);
const GET = { method: 'GET', key: 'a' };
const PUT = { method: 'PUT', key: 'a' };

const refusal =
  (status: number, body: string, headers: Record<string, string> = {}) =>
  () =>
    new Response(body, { status, headers });
const xml = (code: string, rest = '') => `<Error><Code>${code}</Code>${rest}</Error>`;
const expired = refusal(403, xml('SecurityTokenExpired'));
const skewed = refusal(403, xml('RequestTimeTooSkewed', `<ServerTime>${LATER.toISOString()}</ServerTime>`));
const stored = () => new Response('stored');

interface World {
  readonly store?: SigningStore;
  readonly region?: string;
  readonly bucket?: string;
  readonly credentials?: BucketOptions['credentials'];
}

/** Temporary credentials whose token tells the how many-eth they are. */
function numbered(number: number) {
  const expiration = new Date(NOW.getTime() + 12 * HOUR_MS);
  return { accessKeyId: 'STS.a', secretAccessKey: SECRET, securityToken: `token-${number}`, expiration };
}

/** A bucket whose store gives these answers, one after another; a further request is a mistake. */
function bucketAnswering(answers: readonly (() => Response | Promise<Response>)[], world: World = {}) {
  const sent: {
    readonly token: string;
    readonly date: string;
    readonly body: unknown;
    readonly url: string;
  }[] = [];
  let asked = 0;
  const credentials =
    world.credentials ??
    (() => {
      asked += 1;
      return numbered(asked);
    });
  const bucket = createBucket<SigningStore>({
    store: world.store ?? oss,
    region: world.region ?? 'cn-hangzhou',
    bucket: world.bucket ?? 'photos',
    credentials,
    now: () => NOW,
    fetch: async (url, init = {}) => {
      const headers = new Headers(init.headers);
      const body =
        init.body === undefined || init.body === null ? null : await new Response(init.body).text();
      const token = headers.get('x-oss-security-token') ?? headers.get('x-cos-security-token') ?? '';
      sent.push({
        url: String(url),
        token,
        date: headers.get('x-oss-date') ?? headers.get('x-qs-date') ?? '',
        body,
      });
      const answer = answers[sent.length - 1];
      if (answer === undefined) throw new Error('One request too many');
      return answer();
    },
  });
  return { bucket, sent, asked: () => asked };
}

describe('credentials that the store refuses', () => {
  it.each([
    ['SecurityTokenExpired', 403],
    ['InvalidSecurityToken', 403],
    ['AccessKeyIdAndSecurityTokenNotMatch', 403],
    ['InvalidAccessKeyId', 403],
  ])('as %s are renewed once, and the request is sent once more', async (code, status) => {
    const { bucket, sent, asked } = bucketAnswering([refusal(status, xml(code)), stored]);
    expect(await (await sendRequest(bucket, GET)).text()).toBe('stored');
    expect(sent.map(({ token }) => token)).toEqual(['token-1', 'token-2']);
    expect(asked()).toBe(2);
  });

  it('are renewed on Amazon S3 when their access key is not known any more', async () => {
    const world = { store: aws, region: 'eu-west-1' };
    const { bucket, sent } = bucketAnswering([refusal(403, xml('InvalidAccessKeyId')), stored], world);
    expect(await (await sendRequest(bucket, GET)).text()).toBe('stored');
    expect(sent).toHaveLength(2);
  });

  it('are renewed for a signature in the URL too', async () => {
    const { bucket, sent } = bucketAnswering([expired, stored]);
    expect(await readByUrl(bucket, GET)).toBe('stored');
    const tokens = sent.map(({ url }) => new URL(url).searchParams.get('x-oss-security-token'));
    expect(tokens).toEqual(['token-1', 'token-2']);
  });

  it('are renewed no second time for one request, but again for the next one', async () => {
    const { bucket, sent, asked } = bucketAnswering([expired, expired, expired, stored]);
    const error = await thrownBy(sendRequest(bucket, GET));
    expect(error).toBeInstanceOf(HttpError);
    expect(error).toMatchObject({ status: 403, answer: { kind: 'expired-credentials' } });
    expect([sent.length, asked()]).toEqual([2, 2]);
    await sendRequest(bucket, GET);
    expect(sent.map(({ token }) => token)).toEqual(['token-1', 'token-2', 'token-2', 'token-3']);
  });

  it('are renewed once for all who used them', async () => {
    let refused = 0;
    const bySome = () => {
      refused += 1;
      return refused <= 3 ? expired() : stored();
    };
    const { bucket, asked, sent } = bucketAnswering(Array.from({ length: 6 }, () => bySome));
    await Promise.all([sendRequest(bucket, GET), sendRequest(bucket, GET), sendRequest(bucket, GET)]);
    expect([sent.length, asked()]).toEqual([6, 2]);
  });

  it('cannot be renewed when they are a value: the refusal says what is wrong', async () => {
    const { bucket, sent } = bucketAnswering([expired], { credentials: numbered(1) });
    expect(await thrownBy(sendRequest(bucket, GET))).toMatchObject({ status: 403 });
    expect(sent).toHaveLength(1);
  });

  it('are not sent again when the same come back', async () => {
    const { bucket, sent } = bucketAnswering([expired], { credentials: () => numbered(1) });
    expect(await thrownBy(sendRequest(bucket, GET))).toMatchObject({ status: 403 });
    expect(sent).toHaveLength(1);
  });

  it('whose renewal fails give that error, which is nearer to the cause', async () => {
    let asked = 0;
    const { bucket, sent } = bucketAnswering([expired], {
      credentials: () => {
        asked += 1;
        if (asked > 1) throw new Error('The session has ended');
        return numbered(1);
      },
    });
    const error = await thrownBy(sendRequest(bucket, GET));
    expect(error).toBeInstanceOf(CredentialsError);
    expect(error).toMatchObject({ cause: { message: 'The session has ended' } });
    expect(sent).toHaveLength(1);
  });
});

describe('a signature of another bucket', () => {
  it('is no reason to renew anything', async () => {
    const [own, other] = [bucketAnswering([]), bucketAnswering([])];
    const request = { ...GET, location: own.bucket.location };
    const signed = await other.bucket.signer.signHeaders(request, {});
    await own.bucket.signer.signHeaders(request, {});
    expect(await own.bucket.signer.renew(signed, {})).toBe(false);
    expect([own.asked(), other.asked()]).toEqual([1, 1]);
    expect(await other.bucket.signer.renew(signed, {})).toBe(true);
    expect([own.asked(), other.asked()]).toEqual([1, 2]);
  });
});

describe('a clock that is off', () => {
  it.each<readonly [string, () => Response, World]>([
    ['by the XML of OSS', skewed, {}],
    ['by the header of OSS', refusal(403, xml('RequestTimeTooSkewed'), { date: LATER.toUTCString() }), {}],
    [
      'by the header of QingStor',
      refusal(403, '{"code":"request_expired","message":"x"}', { date: LATER.toUTCString() }),
      { store: qingstor, region: 'pek3b', credentials: { accessKeyId: 'a', secretAccessKey: SECRET } },
    ],
  ])('is put right %s, and the request is sent once more', async (_, answer, world) => {
    const { bucket, sent } = bucketAnswering([answer, stored, stored], world);
    expect(bucket.clockOffsetMs).toBe(0);
    expect(await (await sendRequest(bucket, GET)).text()).toBe('stored');
    expect(bucket.clockOffsetMs).toBe(HOUR_MS);
    expect(sent[1]?.date).toMatch(/T110000Z$| 11:00:00 GMT$/);
    // It is not learned again for the next one.
    await sendRequest(bucket, GET);
    expect(sent[2]?.date).toBe(sent[1]?.date);
  });

  it('is put right once for a request', async () => {
    const still = refusal(403, xml('RequestTimeTooSkewed', '<ServerTime>2026-11-21T15:00:00Z</ServerTime>'));
    const { bucket, sent, asked } = bucketAnswering([skewed, still], { credentials: numbered(1) });
    expect(await thrownBy(sendRequest(bucket, GET))).toMatchObject({ answer: { kind: 'clock' } });
    expect([sent.length, asked()]).toEqual([2, 0]);
  });

  it('is put right for all who were signed by it, though the first one learned it', async () => {
    let number = 0;
    let bothAreSent = () => {};
    const both = new Promise<void>((resolve) => {
      bothAreSent = resolve;
    });
    const firstTwo = async () => {
      number += 1;
      if (number > 2) return stored();
      if (number === 2) bothAreSent();
      // Neither is answered before both were signed by the clock that is off.
      await both;
      return skewed();
    };
    const { bucket, sent } = bucketAnswering([firstTwo, firstTwo, firstTwo, firstTwo], {
      credentials: numbered(1),
    });
    await Promise.all([sendRequest(bucket, GET), sendRequest(bucket, GET)]);
    expect(sent.map(({ date }) => date)).toEqual([
      '20261121T100000Z',
      '20261121T100000Z',
      '20261121T110000Z',
      '20261121T110000Z',
    ]);
  });

  it('and credentials that have ended are both mended for one request', async () => {
    for (const answers of [
      [skewed, expired, stored],
      [expired, skewed, stored],
    ]) {
      const { bucket, sent, asked } = bucketAnswering(answers);
      await sendRequest(bucket, GET);
      expect(sent).toHaveLength(3);
      expect(asked()).toBe(2);
      expect(sent[2]).toMatchObject({ token: 'token-2', date: '20261121T110000Z' });
    }
  });

  it('is put right first where credentials are said to have ended, which may be why', async () => {
    const endedLater = refusal(403, xml('SecurityTokenExpired'), { date: LATER.toUTCString() });
    const { bucket, sent, asked } = bucketAnswering([endedLater, stored]);
    await sendRequest(bucket, GET);
    expect(bucket.clockOffsetMs).toBe(HOUR_MS);
    expect(sent.map(({ token, date }) => [token, date])).toEqual([
      ['token-1', '20261121T100000Z'],
      ['token-1', '20261121T110000Z'],
    ]);
    const still = bucketAnswering([endedLater, endedLater, stored]);
    await sendRequest(still.bucket, GET);
    expect(still.sent.map(({ token }) => token)).toEqual(['token-1', 'token-1', 'token-2']);
    expect([asked(), still.asked()]).toEqual([1, 2]);
  });

  it('and then nothing more is tried', async () => {
    for (const last of [skewed, expired]) {
      const { bucket, sent, asked } = bucketAnswering([skewed, expired, last]);
      expect(await thrownBy(sendRequest(bucket, GET))).toBeInstanceOf(HttpError);
      expect([sent.length, asked()]).toEqual([3, 2]);
    }
  });
});

describe('"Request has expired", which COS says to both', () => {
  const said = (serverTime: Date) =>
    refusal(
      403,
      xml(
        'AccessDenied',
        `<Message>Request has expired</Message><ServerTime>${serverTime.toISOString()}</ServerTime>`,
      ),
    );
  const place = { store: cos, region: 'ap-guangzhou', bucket: 'photos-1250000000' };

  it('means the clock where that is off', async () => {
    const { bucket, asked } = bucketAnswering([said(LATER), stored], place);
    await sendRequest(bucket, GET);
    expect([bucket.clockOffsetMs, asked()]).toEqual([HOUR_MS, 1]);
  });

  /** Credentials of which nobody says when they end, or that end then; and how often they were asked for. */
  function ending(expiration?: Date) {
    let asked = 0;
    const credentials = () => {
      asked += 1;
      const { expiration: _, ...keys } = numbered(asked);
      // The second ones are good for long.
      return expiration === undefined ? keys : { ...keys, expiration: asked === 1 ? expiration : LATER };
    };
    return { credentials, asked: () => asked };
  }

  it.each([0, 29_000, -29_000])(
    'means the credentials where the clock is right within half a minute, and nobody knows their end: %d ms',
    async (offMs) => {
      const { credentials, asked } = ending();
      const world = { ...place, credentials };
      const { bucket, sent } = bucketAnswering([said(new Date(NOW.getTime() + offMs)), stored], world);
      await sendRequest(bucket, GET);
      expect([bucket.clockOffsetMs, asked()]).toEqual([0, 2]);
      expect(sent[1]?.token).toBe('token-2');
    },
  );

  it('means the credentials where they had ended by the time that is told', async () => {
    for (const offMs of [20_000, 20_001, 29_000]) {
      const { credentials, asked } = ending(new Date(NOW.getTime() + 20_000));
      const world = { ...place, credentials };
      const { bucket, sent } = bucketAnswering([said(new Date(NOW.getTime() + offMs)), stored], world);
      await sendRequest(bucket, GET);
      expect([bucket.clockOffsetMs, asked(), sent.length]).toEqual([0, 2, 2]);
    }
  });

  it('does not mean credentials that end right after the time that is told', async () => {
    const { credentials, asked } = ending(new Date(NOW.getTime() + 20_000));
    const world = { ...place, credentials };
    const { bucket, sent } = bucketAnswering([said(new Date(NOW.getTime() + 19_999))], world);
    expect(await thrownBy(sendRequest(bucket, GET))).toBeInstanceOf(HttpError);
    expect([asked(), sent.length]).toEqual([1, 1]);
  });

  it.each([0, 29_000, -29_000])(
    'means neither where the clock is right and the credentials are valid by it: %d ms',
    async (offMs) => {
      const { bucket, asked, sent } = bucketAnswering([said(new Date(NOW.getTime() + offMs))], place);
      expect(await thrownBy(sendRequest(bucket, GET))).toMatchObject({ answer: { kind: 'clock' } });
      expect([bucket.clockOffsetMs, asked(), sent.length]).toEqual([0, 1, 1]);
    },
  );

  it.each([30_000, -30_000])('means the clock from half a minute on: %d ms', async (offMs) => {
    const { bucket, asked } = bucketAnswering([said(new Date(NOW.getTime() + offMs)), stored], place);
    await sendRequest(bucket, GET);
    expect([bucket.clockOffsetMs, asked()]).toEqual([offMs, 1]);
  });

  it('means the credentials where no time is told', async () => {
    const silent = refusal(403, xml('AccessDenied', '<Message>Request has expired</Message>'));
    const { bucket, asked } = bucketAnswering([silent, stored], place);
    await sendRequest(bucket, GET);
    expect(asked()).toBe(2);
  });

  it('may mean first the one and then the other', async () => {
    const { credentials, asked } = ending();
    const world = { ...place, credentials };
    const { bucket, sent } = bucketAnswering([said(LATER), said(LATER), stored], world);
    await sendRequest(bucket, GET);
    expect([sent.length, bucket.clockOffsetMs, asked()]).toEqual([3, HOUR_MS, 2]);
  });
});

describe('the body', () => {
  it.each<readonly [string, RequestBody, string]>([
    ['text', 'héllo', 'héllo'],
    ['a Blob', new Blob(['blob'], { type: 'a/b' }), 'blob'],
    ['bytes', new Uint8Array([104, 105]), 'hi'],
    ['part of a buffer', new Uint8Array([1, 104, 105, 2]).subarray(1, 3), 'hi'],
    ['a buffer', new TextEncoder().encode('hi').buffer, 'hi'],
    ['form values', new URLSearchParams({ a: 'b c' }), 'a=b+c'],
  ])('of %s is sent again whole each time', async (_, body, text) => {
    const { bucket, sent } = bucketAnswering([expired, skewed, stored]);
    await sendRequest(bucket, PUT, { body });
    expect(sent.map(({ body: seen }) => seen)).toEqual([text, text, text]);
  });
});

describe('an abort between the sendings', () => {
  const reason = new DOMException('enough', 'AbortError');

  it.each<readonly [string, () => Response]>([
    ['credentials', expired],
    ['the clock', skewed],
  ])('ends it when %s would be mended', async (_, answer) => {
    const controller = new AbortController();
    const { bucket, sent, asked } = bucketAnswering([
      () => {
        const response = answer();
        // Behind the reading of the body, before anything else is done.
        const text = response.text.bind(response);
        response.text = async () => {
          const read = await text();
          controller.abort(reason);
          return read;
        };
        return response;
      },
    ]);
    expect(await thrownBy(sendRequest(bucket, GET, { signal: controller.signal }))).toBe(reason);
    expect([sent.length, asked()]).toEqual([1, 1]);
  });

  it('ends the waiting for other credentials', async () => {
    const controller = new AbortController();
    let asked = 0;
    const { bucket, sent } = bucketAnswering([expired], {
      credentials: () => {
        asked += 1;
        if (asked === 1) return numbered(1);
        controller.abort(reason);
        return new Promise(() => {});
      },
    });
    expect(await thrownBy(sendRequest(bucket, GET, { signal: controller.signal }))).toBe(reason);
    expect(sent).toHaveLength(1);
  });
});

describe('nothing is tried again', () => {
  it.each<readonly [string, () => Response]>([
    ['denied', refusal(403, xml('AccessDenied'))],
    ['signature', refusal(403, xml('SignatureDoesNotMatch'))],
    ['no-bucket', refusal(404, xml('NoSuchBucket'))],
    ['no-object', refusal(404, xml('NoSuchKey'))],
    [
      'region',
      refusal(
        403,
        xml(
          'AccessDenied',
          '<Message>The bucket you are attempting to access must be addressed using the specified endpoint.</Message>',
        ),
      ),
    ],
    ['other', refusal(503, xml('SlowDown'))],
    ['other', refusal(500, '')],
    ['other', refusal(429, 'later')],
  ])('after a refusal that means %s', async (kind, answer) => {
    const { bucket, sent, asked } = bucketAnswering([answer]);
    expect(await thrownBy(sendRequest(bucket, GET))).toMatchObject({ code: 'ERR_HTTP', answer: { kind } });
    expect([sent.length, asked()]).toEqual([1, 1]);
  });

  it('after an answer that could not be read', async () => {
    const { bucket, sent } = bucketAnswering([() => Promise.reject(new TypeError('Failed to fetch'))]);
    expect(await thrownBy(sendRequest(bucket, GET))).toBeInstanceOf(NetworkError);
    expect(sent).toHaveLength(1);
  });

  it('after an answer that could not be read behind a refusal that was mended', async () => {
    const { bucket, sent } = bucketAnswering([
      expired,
      () => Promise.reject(new TypeError('Failed to fetch')),
    ]);
    expect(await thrownBy(sendRequest(bucket, GET))).toBeInstanceOf(NetworkError);
    expect(sent).toHaveLength(2);
  });

  it('on Amazon S3 for a signature that is wrong', async () => {
    const world = { store: aws, region: 'eu-west-1' };
    const { bucket, sent } = bucketAnswering([refusal(403, xml('SignatureDoesNotMatch'))], world);
    expect(await thrownBy(sendRequest(bucket, GET))).toMatchObject({ answer: { kind: 'signature' } });
    expect(sent).toHaveLength(1);
  });
});
