import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createBucket } from '../../../../src/client/create-bucket.js';
import { putBucketCors } from '../../../../src/cors/put-bucket-cors.js';
import { cephDialect, startLocalBucket } from '../../../../src/node/index.js';
import { ceph } from '../../../../src/stores/ceph.js';
import { sendRequest } from '../../../../src/transport/send-request.js';
import { temporaryCredentials } from '../../../support/assume-role.js';
import { describeWithCeph } from '../../../support/needs.js';
import { type RealStore, startCephStore } from '../../../support/real-stores.js';
import { send } from '../../support/send.js';
import { signAwsV4, type ToSign } from '../../support/sign-aws-v4.js';

const ORIGIN = 'https://app.example.com';
const RULE = { allowedOrigins: [ORIGIN], allowedMethods: ['PUT', 'GET'], allowedHeaders: ['*'] };

type Keys = {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly securityToken: string;
};
interface Given {
  readonly lasting: Keys;
  readonly temporary: Keys;
  /** Signs `PUT /photos/a.txt` for five minutes, begun some seconds ago. */
  readonly url: (more: Partial<ToSign>, secondsAgo?: number) => string;
}
type Case = readonly [what: string, url: (given: Given) => string, outcome: string, asks?: Asked];
interface Asked {
  readonly method?: string | null;
  readonly origin?: string;
}

const DENIED = '403 AccessDenied';
const UNREADABLE = '400 InvalidArgument';
const MISMATCH = '403 SignatureDoesNotMatch';

const unknown = ({ lasting, url }: Given): string =>
  url({ credentials: { ...lasting, accessKeyId: 'NOBODY' } });
const good = ({ url }: Given): string => url({});
const temporary = ({ temporary: credentials, url }: Given): string => url({ credentials });
const ended = ({ url }: Given): string => url({ expires: 60 }, 600);
const wrong = (url: string): string => url.replace(/Signature=.{4}/, 'Signature=0000');
const changed =
  (name: string, value: string | null) =>
  (given: Given): string => {
    const url = new URL(good(given));
    if (value === null) url.searchParams.delete(`X-Amz-${name}`);
    else url.searchParams.set(`X-Amz-${name}`, value);
    return url.href;
  };
const withToken =
  (keys: 'lasting' | 'temporary', token: (own: string) => string) =>
  (given: Given): string =>
    given.url({ credentials: { ...given[keys], securityToken: token(given.temporary.securityToken) } });
const otherLetter = (token: string): string => (token.startsWith('A') ? 'B' : 'A') + token.slice(1);

/** What Ceph 16 answers to a preflight of a presigned URL. `passes`: by the rules. */
const PREFLIGHTS: readonly Case[] = [
  ['right', good, 'passes'],
  ['a wrong signature', (given) => wrong(good(given)), 'passes'],
  ['another method than was signed', good, 'passes', { method: 'GET' }],
  ['a method that no rule has', good, DENIED, { method: 'DELETE' }],
  ['another region', ({ url }) => url({ region: 'elsewhere-1' }), 'passes'],
  ['begins tomorrow', ({ url }) => url({}, -86_400), 'passes'],
  ['another algorithm, which makes it anonymous', changed('Algorithm', 'AWS4-HMAC-SHA1'), 'passes'],
  ['no algorithm', changed('Algorithm', null), 'passes'],
  ['names in lower case', (given) => unknown(given).replaceAll('X-Amz', 'x-amz'), 'passes'],
  ['an unknown key', unknown, DENIED],
  ['ended', ended, DENIED],
  ['no time at all', changed('Expires', '0'), DENIED],
  ['a negative time', changed('Expires', '-1'), DENIED],
  ['a week', changed('Expires', '604800'), 'passes'],
  ['more than a week', changed('Expires', '604801'), DENIED],
  ['a time that is no number', changed('Expires', 'x'), DENIED],
  ['a date that is none', changed('Date', 'x'), DENIED],
  ...['Credential', 'Date', 'Expires', 'SignedHeaders', 'Signature'].flatMap((name): Case[] => [
    [`no ${name}`, changed(name, null), DENIED],
    [`an empty ${name}`, changed(name, ''), DENIED],
  ]),
  ['a credential of two parts', changed('Credential', 'AKID/20260101'), UNREADABLE],
  ['a key id alone', changed('Credential', 'AKID'), UNREADABLE],
  ['another end of the scope', (given) => good(given).replace('aws4_request', 'aws5_request'), UNREADABLE],
  ['no method', good, UNREADABLE, { method: null }],
  ['a method that Ceph does not know', good, UNREADABLE, { method: 'PATCH' }],
  ['a method in lower case', good, UNREADABLE, { method: 'put' }],
  ['ended, and such a method', ended, DENIED, { method: 'PATCH' }],
  ['another origin', good, DENIED, { origin: 'https://other.example' }],
  ['an absent bucket', (given) => good(given).replace('/photos/', '/absent/'), '404 NoSuchBucket'],
  ['an absent bucket, an unknown key', (given) => unknown(given).replace('/photos/', '/absent/'), DENIED],
  ['temporary keys', temporary, 'passes'],
  ['temporary keys, a wrong signature', (given) => wrong(temporary(given)), MISMATCH],
  ['temporary keys, another method than was signed', temporary, MISMATCH, { method: 'GET' }],
  [
    'temporary keys, a signed header',
    ({ temporary: credentials, url }) => url({ credentials, headers: { 'content-type': 'image/png' } }),
    MISMATCH,
  ],
  [
    'temporary keys, ended',
    ({ temporary: credentials, url }) => url({ credentials, expires: 60 }, 600),
    DENIED,
  ],
  ['temporary keys, no token', withToken('temporary', () => ''), DENIED],
  ['temporary keys, a changed token', withToken('temporary', otherLetter), UNREADABLE],
  ['temporary keys, a token that is none', withToken('temporary', () => 'x'), UNREADABLE],
  ['lasting keys, a token of others', withToken('lasting', (token) => token), DENIED],
  ['lasting keys, a token that is none', withToken('lasting', () => 'x'), UNREADABLE],
];

/** What Ceph 16 answers to a request by keys with something wrong. */
const REQUESTS: readonly (readonly [what: string, keys: (given: Given) => Partial<Keys>, outcome: string])[] =
  [
    ['lasting keys', ({ lasting }) => lasting, '200 '],
    ['lasting keys, a wrong secret', ({ lasting }) => ({ ...lasting, secretAccessKey: 'x' }), DENIED],
    ['an unknown key', ({ lasting }) => ({ ...lasting, accessKeyId: 'NOBODY' }), DENIED],
    ['temporary keys', ({ temporary: keys }) => keys, '200 '],
    [
      'temporary keys, a wrong secret',
      ({ temporary: keys }) => ({ ...keys, secretAccessKey: 'x' }),
      MISMATCH,
    ],
    ...(
      [
        ['no token', () => '', DENIED],
        ['a changed token', otherLetter, UNREADABLE],
        ['a token that is cut', (token) => token.slice(0, -8), DENIED],
        ['a token that is no base64', () => 'no-base64!', UNREADABLE],
        ['a token of another length', () => 'AAAA', DENIED],
      ] as readonly (readonly [string, (token: string) => string, string])[]
    ).map(
      ([what, token, outcome]) =>
        [
          `temporary keys, ${what}`,
          ({ temporary: keys }: Given) => ({ ...keys, securityToken: token(keys.securityToken) }),
          outcome,
        ] as const,
    ),
    [
      'lasting keys, a token of others',
      ({ lasting, temporary: { securityToken } }) => ({ ...lasting, securityToken }),
      DENIED,
    ],
    [
      'lasting keys, a token that is none',
      ({ lasting }) => ({ ...lasting, securityToken: 'x!' }),
      UNREADABLE,
    ],
    [
      'an unknown key, a token that is none',
      ({ lasting }) => ({ ...lasting, accessKeyId: 'NOBODY', securityToken: 'x!' }),
      UNREADABLE,
    ],
  ];

describe.each([
  ['the local bucket', describe, startLocalCeph],
  ['Ceph RGW', describeWithCeph, startCephStore],
] as const)('a signature, to %s', (_name, describeStore, start) => {
  describeStore('as Ceph checks it', () => {
    let store: RealStore;
    let given: Given;
    beforeAll(async () => {
      store = await start();
      const { endpoint, region, admin } = store;
      const owner = createBucket({
        store: store.store,
        endpoint,
        region,
        bucket: 'photos',
        credentials: admin,
      });
      await sendRequest(owner, { method: 'PUT', key: '' });
      await putBucketCors(owner, [RULE]);
      const lasting = admin as Keys;
      given = {
        lasting,
        temporary: (await temporaryCredentials(store)) as Keys,
        url: (more, secondsAgo = 0) => {
          const now = new Date(Date.now() - secondsAgo * 1000);
          const asked = {
            method: 'PUT',
            url: `${endpoint}/photos/a.txt`,
            credentials: lasting,
            now,
            expires: 300,
          };
          return signAwsV4({ ...asked, ...more }).url;
        },
      };
    });
    afterAll(() => store?.stop());

    const preflights = PREFLIGHTS.map(
      ([what, url, outcome, asks = {}]) => [what, url, outcome, asks] as const,
    );
    it.each(preflights)(
      'on a preflight: %s',
      async (_what, url, outcome, { method = 'PUT', origin = ORIGIN }) => {
        const headers = { origin, ...(method === null ? {} : { 'access-control-request-method': method }) };
        const answer = await send(url(given), { method: 'OPTIONS', headers });
        const isPassed = answer.status === 200 && answer.headers['access-control-allow-origin'] === ORIGIN;
        expect(isPassed ? 'passes' : `${answer.status} ${answer.code}`).toBe(outcome);
        const named = Object.keys(answer.headers).filter((name) => name.startsWith('access-control-'));
        if (!isPassed) expect(named).toEqual([]);
      },
    );

    it.each(REQUESTS)('of a request: %s', async (_what, keys, outcome) => {
      const credentials = { ...given.lasting, ...keys(given) };
      const url = `${store.endpoint}/photos/a.txt`;
      const asked = { method: 'PUT', url, credentials, now: new Date() };
      for (const signed of [signAwsV4(asked), signAwsV4({ ...asked, expires: 300 })]) {
        const headers = { ...signed.headers, origin: ORIGIN };
        const answer = await send(signed.url, { method: 'PUT', headers });
        expect(`${answer.status} ${answer.code}`).toBe(outcome);
        expect('access-control-allow-origin' in answer.headers).toBe(answer.status === 200);
      }
    });
  });
});

it('is refused on a preflight by explanations too', async () => {
  const { endpoint, stop } = await startLocalBucket({
    dialect: cephDialect,
    buckets: { photos: [RULE] },
    explain: true,
  });
  const url = signAwsV4({
    method: 'PUT',
    url: `${endpoint}/photos/a.txt`,
    credentials: { accessKeyId: 'NOBODY', secretAccessKey: 'x' },
    now: new Date(),
    expires: 60,
  }).url;
  const headers = { origin: ORIGIN, 'access-control-request-method': 'PUT' };
  const answer = await send(url, { method: 'OPTIONS', headers }).finally(stop);
  expect([answer.status, answer.code, answer.headers['access-control-allow-origin']]).toEqual([
    403,
    'AccessDenied',
    undefined,
  ]);
});

async function startLocalCeph(): Promise<RealStore> {
  const { endpoint, region, roleArn, rootCredentials, stop } = await startLocalBucket({
    dialect: cephDialect,
  });
  return { store: ceph, storeName: 'ceph', endpoint, region, roleArn, admin: rootCredentials, stop };
}
