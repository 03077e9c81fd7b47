import { describe, expect, it } from 'vitest';
import { SignerError } from '../../src/model/errors.js';
import { oss } from '../../src/stores/oss.js';
import { answerSigningRequest } from '../../src/transport/answer-signing-request.js';
import { remoteSigner } from '../../src/transport/remote-signer.js';
import { presignUrl, signForm, signRequest } from '../../src/transport/sign-request.js';
import { SECRET, thrownBy } from './buckets.js';
import { serverWith } from './signing-server.js';
import { bucketSignedBy, type Place, signingBucket } from './stores.js';

const PLACE: Place = { store: oss, region: 'cn-hangzhou', bucket: 'photos' };
const HOST = 'photos.oss-cn-hangzhou.aliyuncs.com';
const owner = signingBucket(PLACE);
const REQUEST = {
  method: 'PUT',
  key: 'dir/a b.txt',
  query: { acl: '', 'x-oss-process': 'a/b' },
  headers: { 'Content-Type': 'text/plain', 'x-oss-meta-a': '1' },
};
const FORM = { key: 'a.txt', fields: { 'x-oss-meta-a': '1' } };
const LIFE = { expiresInSeconds: 60 };

type Answer = Record<string, unknown>;

/** A bucket whose server answers as it should, but for what `change` makes of it. */
function changed(change: (answer: Answer) => unknown) {
  const { fetch } = serverWith(async ({ body }) => {
    const answer = JSON.parse(
      JSON.stringify(
        await answerSigningRequest(owner, body, () => true, {
          maxExpiresInSeconds: 604_800,
          dangerouslyAllowEndlessForms: true,
        }),
      ),
    ) as Answer;
    return change(answer);
  });
  return bucketSignedBy(PLACE, remoteSigner({ url: '/sign', fetch }));
}

const inHeaders = (change: (answer: Answer) => unknown) => signRequest(changed(change), REQUEST);
const inUrl = (change: (answer: Answer) => unknown) => presignUrl(changed(change), REQUEST, LIFE);
const inForm = (change: (answer: Answer) => unknown) => signForm(changed(change), FORM, LIFE);

async function issuesOf(call: Promise<unknown>): Promise<string[]> {
  const error = await thrownBy(call);
  expect(error).toBeInstanceOf(SignerError);
  return (error as SignerError).issues.map(({ code, path }) => `${code} ${path}`);
}

const withUrl = (edit: (url: URL) => void) => (answer: Answer) => {
  const url = new URL(String(answer.url));
  edit(url);
  return { ...answer, url: url.href };
};
const withHeaders = (headers: Record<string, unknown>) => (answer: Answer) => ({
  ...answer,
  headers: { ...(answer.headers as Answer), ...headers },
});
const withFields = (fields: Record<string, unknown>) => (answer: Answer) => ({
  ...answer,
  fields: { ...(answer.fields as Answer), ...fields },
});

describe('an answer is about what was asked for', () => {
  const elsewhere: readonly (readonly [string, (answer: Answer) => unknown])[] = [
    [
      'another bucket',
      withUrl((url) => {
        url.host = `other.${HOST}`;
      }),
    ],
    [
      'another scheme',
      withUrl((url) => {
        url.protocol = 'http:';
      }),
    ],
    [
      'another port',
      withUrl((url) => {
        url.port = '8443';
      }),
    ],
    [
      'a name and a password',
      withUrl((url) => {
        url.username = 'a';
        url.password = 'b';
      }),
    ],
    ['no URL', ({ url: _, ...rest }) => rest],
    ['a URL that is none', (answer) => ({ ...answer, url: '/photos/a' })],
    ['a URL that is no text', (answer) => ({ ...answer, url: 5 })],
  ];
  it.each(elsewhere)('and not at %s', async (_, change) => {
    for (const ask of [inHeaders, inUrl, inForm]) {
      expect(await issuesOf(ask(change))).toEqual([expect.stringMatching(/^(invalid|missing) url$/)]);
    }
  });

  it('says which origin it should be', async () => {
    const other = withUrl((url) => {
      url.host = 'other.oss-cn-hangzhou.aliyuncs.com';
    });
    const error = (await thrownBy(inHeaders(other))) as SignerError;
    expect(error.issues[0]).toMatchObject({ value: '"https://other.oss-cn-hangzhou.aliyuncs.com"' });
    expect(error.message).toContain(
      `must begin with https://${HOST}: the server signs for another bucket, or another endpoint`,
    );
  });

  it.each<readonly [string, (url: URL) => void]>([
    [
      'another key',
      (url) => {
        url.pathname = '/dir/b.txt';
      },
    ],
    [
      'a key with a slash behind it',
      (url) => {
        url.pathname += '/';
      },
    ],
    [
      'a key encoded twice',
      (url) => {
        url.pathname = '/dir/a%2520b.txt';
      },
    ],
    [
      'a broken encoding',
      (url) => {
        url.pathname = '/dir/a%E4b.txt';
      },
    ],
    [
      'the bucket itself',
      (url) => {
        url.pathname = '/';
      },
    ],
    [
      'no such parameter',
      (url) => {
        url.searchParams.delete('acl');
      },
    ],
    [
      'another value of a parameter',
      (url) => {
        url.searchParams.set('x-oss-process', 'a');
      },
    ],
  ])('and not with %s', async (_, edit) => {
    expect(await issuesOf(inHeaders(withUrl(edit)))).toEqual(['invalid url']);
    expect(await issuesOf(inUrl(withUrl(edit)))).toEqual(['invalid url']);
  });

  it('takes another way to encode, and parameters that the server adds', async () => {
    const url = `https://${HOST}/dir%2fa%20b.txt?acl=&x-oss-process=a%2Fb&callback=x`;
    const { url: taken } = await inHeaders((answer) => ({ ...answer, url }));
    expect(taken).toBe(url);
  });

  it('takes a slash behind a bucket in the path, and no other path for a form', async () => {
    const endpoint = 'http://127.0.0.1:9000';
    const place: Place = { ...PLACE, endpoint, addressing: 'path' };
    const sign = (url: string) => {
      const { fetch } = serverWith(() => ({ url, fields: FORM_FIELDS, expiresAt: null }));
      return signForm(bucketSignedBy(place, remoteSigner({ url: '/sign', fetch })), FORM, LIFE);
    };
    const FORM_FIELDS = { ...FORM.fields, key: FORM.key };
    expect((await sign(`${endpoint}/photos/`)).url).toBe(`${endpoint}/photos/`);
    expect((await sign(`${endpoint}/photos`)).expiresAt).toBeNull();
    expect(await issuesOf(sign(`${endpoint}/`))).toEqual(['invalid url']);
    expect(await issuesOf(sign(`${endpoint}/photos/a.txt`))).toEqual(['invalid url']);
  });
});

describe('the headers of an answer', () => {
  it.each<readonly [string, Record<string, unknown>, string]>([
    ['hold those that were asked for', { 'content-type': undefined }, 'missing headers.content-type'],
    ['as they were asked for', { 'x-oss-meta-a': '2' }, 'invalid headers.x-oss-meta-a'],
    ['are text', { 'x-oss-meta-b': 1 }, 'invalid headers.x-oss-meta-b'],
    ['are printable ASCII', { 'x-oss-meta-b': 'é' }, 'invalid headers.x-oss-meta-b'],
    ['have no line breaks', { 'x-oss-meta-b': 'a\nb' }, 'invalid headers.x-oss-meta-b'],
    ['have the names of headers', { [`x: ${SECRET}`]: 'a' }, 'invalid headers.…'],
    ['are given once', { 'X-OSS-META-A': '1' }, 'invalid headers.X-OSS-META-A'],
    ['are none that the browser sets alone', { date: 'now' }, 'invalid headers.date'],
    ['are none that some browsers set', { 'User-Agent': 'mine' }, 'invalid headers.User-Agent'],
    ['name no other host', { host: 'other.example' }, 'invalid headers.host'],
  ])('%s', async (_, headers, issue) => {
    for (const ask of [inHeaders, inUrl]) {
      expect(await issuesOf(ask(withHeaders(headers)))).toEqual([issue]);
    }
  });

  it.each([[['a']], ['text'], [5], [null]])('are an object, not %j', async (headers) => {
    expect(await issuesOf(inHeaders((answer) => ({ ...answer, headers })))).toEqual(['invalid headers']);
  });

  it('are needed where the signature is in them, and that is needed', async () => {
    expect(await issuesOf(inHeaders(({ url }) => ({ url })))).toEqual(['missing headers']);
    expect(await issuesOf(inHeaders(withHeaders({ authorization: undefined })))).toEqual([
      'missing headers.authorization',
    ]);
  });

  it('may be left out with a signature in the URL: then they are those of the question', async () => {
    const { headers } = await inUrl(({ headers: _, ...rest }) => rest);
    expect(headers).toEqual({ 'content-type': 'text/plain', 'x-oss-meta-a': '1' });
  });

  it('may hold the host, which is not sent, and more; names are made lower-case', async () => {
    const { headers } = await inHeaders(withHeaders({ Host: HOST, 'X-OSS-Callback': 'x' }));
    expect(headers).toMatchObject({ 'x-oss-callback': 'x', authorization: expect.stringMatching(/^OSS4/) });
    expect(Object.keys(headers)).not.toContain('host');
  });
});

describe('the rest of an answer', () => {
  it.each([
    [undefined, 'missing'],
    ['2026-11-21 11:00:00', 'invalid'],
    ['2026-11-21T11:00:00', 'invalid'],
    ['2026-13-21T11:00:00Z', 'invalid'],
    ['soon', 'invalid'],
    [1_795_258_800, 'invalid'],
    [{}, 'invalid'],
  ])('ends at a time with a zone, not %j', async (expiresAt, code) => {
    for (const ask of [inUrl, inForm]) {
      expect(await issuesOf(ask((answer) => ({ ...answer, expiresAt })))).toEqual([`${code} expiresAt`]);
    }
  });

  it('ends at a time in any zone; a form may have no end, a URL must have one', async () => {
    const expiresAt = '2026-11-21T19:00:00+08:00';
    const expected = new Date('2026-11-21T11:00:00Z');
    for (const ask of [inUrl, inForm]) {
      expect((await ask((answer) => ({ ...answer, expiresAt }))).expiresAt).toEqual(expected);
    }
    expect((await inForm((answer) => ({ ...answer, expiresAt: null }))).expiresAt).toBeNull();
    expect(await issuesOf(inUrl((answer) => ({ ...answer, expiresAt: null })))).toEqual([
      'invalid expiresAt',
    ]);
  });

  it.each<readonly [string, (answer: Answer) => unknown, string]>([
    ['no fields', ({ fields: _, ...rest }) => rest, 'missing fields'],
    ['a list of fields', (answer) => ({ ...answer, fields: [] }), 'invalid fields'],
    ['a field that is no text', withFields({ policy: 5 }), 'invalid fields.policy'],
    ['another key', withFields({ key: 'b.txt' }), 'invalid fields.key'],
    ['a field less', withFields({ 'x-oss-meta-a': undefined }), 'missing fields.x-oss-meta-a'],
    ['a file', withFields({ file: 'x' }), 'invalid fields.file'],
    ['warnings that are none', (answer) => ({ ...answer, warnings: 'careful' }), 'invalid warnings'],
    [
      'a warning without words',
      (answer) => ({ ...answer, warnings: [{ code: 'dangerous' }] }),
      'invalid warnings',
    ],
  ])('of a form has not %s', async (_, change, issue) => {
    expect(await issuesOf(inForm(change))).toEqual([issue]);
  });

  it('of a form may have warnings, or none', async () => {
    const warning = { code: 'dangerous', path: 'expiresAt', value: 'never', message: 'is when it ends' };
    expect((await inForm((answer) => ({ ...answer, warnings: [warning] }))).warnings).toEqual([warning]);
    expect((await inForm(({ warnings: _, ...rest }) => rest)).warnings).toEqual([]);
  });

  it.each([
    'text',
    null,
    [],
    { canonicalRequest: 5, stringToSign: '', signedHeaders: [] },
    { canonicalRequest: null, stringToSign: '' },
    { canonicalRequest: null, stringToSign: '', signedHeaders: [1] },
  ])('has a whole trace or none, not %j', async (trace) => {
    for (const ask of [inHeaders, inUrl]) {
      expect(await issuesOf(ask((answer) => ({ ...answer, trace })))).toEqual(['invalid trace']);
    }
  });

  it.each([[null], ['text'], [5], [true], [[]]])('is an object, not %j', async (answer) => {
    for (const ask of [inHeaders, inUrl, inForm])
      expect(await issuesOf(ask(() => answer))).toEqual(['invalid answer']);
  });

  it('is told with all that is wrong with it', async () => {
    const nothing = {
      url: 'x',
      headers: { date: 'now' },
      expiresAt: 'soon',
      trace: 1,
      fields: {},
      warnings: 1,
    };
    expect(await issuesOf(inUrl(() => nothing))).toEqual([
      'invalid url',
      'invalid headers.date',
      'missing headers.content-type',
      'missing headers.x-oss-meta-a',
      'invalid expiresAt',
      'invalid trace',
    ]);
    expect(await issuesOf(inForm(() => nothing))).toEqual([
      'invalid url',
      'missing fields.x-oss-meta-a',
      'missing fields.key',
      'invalid expiresAt',
      'invalid warnings',
    ]);
  });
});
