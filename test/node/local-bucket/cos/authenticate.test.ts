import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { AccessKeys } from '../../../../src/node/local-bucket/access-keys.js';
import { authenticate } from '../../../../src/node/local-bucket/cos/authenticate.js';
import { authenticateForm } from '../../../../src/node/local-bucket/cos/authenticate-form.js';
import { ServiceError } from '../../../../src/node/local-bucket/service-error.js';
import { parseTarget } from '../../../../src/node/local-bucket/target.js';

interface KeyPair {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly securityToken?: string;
}

interface Case {
  readonly name: string;
  readonly signer: string;
  readonly credentials: string;
  readonly request: {
    readonly method: string;
    readonly location: { readonly host: string };
    readonly key: string;
    readonly query: readonly (readonly [string, string])[];
    readonly headers: readonly (readonly [string, string])[];
  };
  readonly context: { readonly keyTime: { readonly startSeconds: number; readonly endSeconds: number } };
  readonly expected: {
    readonly authorization?: string;
    readonly signature?: string;
    readonly policy?: string;
    readonly urlQueryInAnyOrder?: string;
  };
}

/** A request as it travels. */
interface Sent {
  readonly method: string;
  readonly target: string;
  readonly headers: readonly [string, string][];
  readonly key: KeyPair;
  readonly now: Date;
}

const { cases, credentials } = JSON.parse(
  readFileSync(new URL('../../../vectors/cos.json', import.meta.url), 'utf8'),
) as { readonly cases: readonly Case[]; readonly credentials: Readonly<Record<string, KeyPair>> };

const requests = cases.filter(({ signer }) => signer !== 'signCosPolicy');

describe('authenticate', () => {
  it.each(requests)('takes the published signature: $name', (vector) => {
    const sent = sentOf(vector);
    expect(verify(sent)?.caller.accessKeyId).toBe(sent.key.accessKeyId);
  });

  it.each(requests)('refuses another method, path, secret, parameter and signature: $name', (vector) => {
    const sent = sentOf(vector);
    const changes: Partial<Sent>[] = [
      { method: 'PATCH' },
      { target: sent.target.replace(/^\//, '/x') },
      { key: { ...sent.key, secretAccessKey: 'x' } },
      changedSignature(sent),
      ...(vector.request.query.length > 0 ? [{ target: sent.target.replace(/([?&][\w-]+)=/, '$1=x') }] : []),
      ...(sent.headers.some(([, value]) => value.includes('q-header-list=host'))
        ? [
            {
              headers: sent.headers.map(([name, value]): [string, string] => [
                name,
                name === 'host' ? 'x' : value,
              ]),
            },
          ]
        : []),
    ];
    expect(changes.map((change) => codeOf(() => verify({ ...sent, ...change })))).toEqual(
      changes.map(() => 'SignatureDoesNotMatch'),
    );
  });

  it('takes what the signature does not cover, and refuses it when it is covered and missing', () => {
    const sent = sentOf(byName('cos-header-6-browser-minimal-host-only'));
    expect(verify({ ...sent, headers: [...sent.headers, ['x-cos-meta-a', 'b']] })).not.toBeNull();
    expect(codeOf(() => verify({ ...sent, headers: sent.headers.filter(([name]) => name !== 'host') }))).toBe(
      'SignatureDoesNotMatch',
    );
  });

  it('tells a window that is over, one that is to come and one far ahead', () => {
    const vector = byName('cos-header-4-range');
    const { startSeconds, endSeconds } = vector.context.keyTime;
    const at = (seconds: number): string =>
      codeOf(() => verify({ ...sentOf(vector), now: new Date(seconds * 1000) }));
    expect([startSeconds, endSeconds - 1].map(at)).toEqual(['', '']);
    expect([startSeconds - 1, endSeconds, startSeconds - 900].map(at)).toEqual([
      'AccessDenied',
      'AccessDenied',
      'AccessDenied',
    ]);
    expect(at(startSeconds - 901)).toBe('RequestTimeTooSkewed');
    expect(membersOf(() => verify({ ...sentOf(vector), now: new Date(0) }))).toEqual([
      ['ServerTime', '1970-01-01T00:00:00Z'],
    ]);
  });

  it('knows no id whose token is missing, another, not its own or over', () => {
    const sent = sentOf(byName('cos-header-5-put-bucket-cors-sts'));
    const withToken = (token: string | null): readonly [string, string][] => [
      ...sent.headers.filter(([name]) => name !== 'x-cos-security-token'),
      ...(token === null ? [] : [['x-cos-security-token', token] as [string, string]]),
    ];
    expect(codeOf(() => verify({ ...sent, headers: withToken(null) }))).toBe('InvalidAccessKeyId');
    expect(codeOf(() => verify({ ...sent, headers: withToken('tok+/=eN') }))).toBe('InvalidAccessKeyId');
    const lasting = sentOf(byName('cos-header-6-browser-minimal-host-only'));
    const stray: [string, string] = ['x-cos-security-token', 'tok'];
    expect(codeOf(() => verify({ ...lasting, headers: [...lasting.headers, stray] }))).toBe(
      'InvalidAccessKeyId',
    );
    expect(codeOf(() => verify(sent, 0))).toBe('InvalidAccessKeyId');
    expect(codeOf(() => verify({ ...sent, key: { ...sent.key, accessKeyId: 'another' } }))).toBe(
      'InvalidAccessKeyId',
    );
  });

  it('answers what was signed, without the token', () => {
    const sent = sentOf(byName('cos-header-5-put-bucket-cors-sts'));
    const members = membersOf(() => verify({ ...sent, ...changedSignature(sent) }));
    expect(members).toEqual([
      ['StringToSign', 'sha1\n1767323045;1767324845\n13d23dac128f56c732af15702d754ada6b274771\n'],
      ['FormatString', expect.stringContaining('x-cos-security-token=<security token>\n')],
    ]);
    expect(JSON.stringify(members)).not.toMatch(/tok(%2B|\+)/);
  });

  it.each([
    'q-sign-algorithm=sha1',
    'AWS4-HMAC-SHA256 Credential=a/b/c/d/aws4_request',
    'q-sign-algorithm=md5&q-ak=a&q-sign-time=1;2&q-key-time=1;2&q-header-list=&q-url-param-list=&q-signature=a',
    'q-sign-algorithm=sha1&q-ak=a&q-sign-time=2;1&q-key-time=1;2&q-header-list=&q-url-param-list=&q-signature=a',
    'q-sign-algorithm=sha1&q-ak=a&q-sign-time=1;2&q-key-time=1-2&q-header-list=&q-url-param-list=&q-signature=a',
    'q-sign-algorithm=sha1&q-ak=a&q-sign-time=1;2&q-key-time=1;2&q-url-param-list=&q-signature=a',
    '',
  ])('refuses what is no signature: %s', (authorization) => {
    const sent = sentOf(byName('cos-header-4-range'));
    const headers = sent.headers.map(([name, value]): [string, string] => [
      name,
      name === 'authorization' ? authorization : value,
    ]);
    expect(codeOf(() => verify({ ...sent, headers }))).toBe('InvalidRequest');
    expect(codeOf(() => verify({ ...sent, target: `${sent.target}?q-signature=a` }))).toBe('InvalidRequest');
  });
});

describe('authenticateForm', () => {
  it('takes the published signature of a policy, and refuses it for another', () => {
    const { expected, context } = byName('cos-post-1-doc-policy');
    const { accessKeyId, secretAccessKey } = credentials['cos-doc'] as KeyPair;
    const fields = {
      policy: expected.policy ?? '',
      'q-sign-algorithm': 'sha1',
      'q-ak': accessKeyId,
      'q-key-time': `${context.keyTime.startSeconds};${context.keyTime.endSeconds}`,
      'q-signature': expected.signature ?? '',
    };
    const keys: AccessKeys = new Map([[accessKeyId, { accessKeyId, secretAccessKey, session: null }]]);
    const now = new Date(context.keyTime.startSeconds * 1000);
    const check = (change: object) =>
      authenticateForm(new Map(Object.entries({ ...fields, ...change })), { keys, region: '', now });
    expect(check({})).toMatchObject({ expiresAt: new Date('2019-08-30T09:38:12.414Z') });
    const other = Buffer.from(Buffer.from(fields.policy, 'base64').toString().replace('folder', 'f0lder'));
    expect(codeOf(() => check({ policy: other.toString('base64') }))).toBe('SignatureDoesNotMatch');
  });
});

function byName(name: string): Case {
  return cases.find((vector) => vector.name === name) as Case;
}

function sentOf({ request, context, expected, credentials: who }: Case): Sent {
  const key = credentials[who] as KeyPair;
  const { startSeconds, endSeconds } = context.keyTime;
  const query = request.query.map(([name, value]) => `${name}=${encodeURIComponent(value)}`).join('&');
  const path = `/${request.key.split('/').map(encodeURIComponent).join('/')}`;
  const headers = request.headers.map(([name, value]): [string, string] => [name.toLowerCase(), value]);
  headers.push(['host', request.location.host]);
  if (key.securityToken !== undefined) headers.push(['x-cos-security-token', key.securityToken]);
  const now = new Date(startSeconds * 1000);
  if (expected.urlQueryInAnyOrder !== undefined) {
    return { method: request.method, target: `${path}?${expected.urlQueryInAnyOrder}`, headers, key, now };
  }
  const time = `${startSeconds};${endSeconds}`;
  headers.push([
    'authorization',
    expected.authorization ??
      `q-sign-algorithm=sha1&q-ak=${key.accessKeyId}&q-sign-time=${time}&q-key-time=${time}&q-header-list=host;range&q-url-param-list=&q-signature=${expected.signature}`,
  ]);
  return { method: request.method, target: query === '' ? path : `${path}?${query}`, headers, key, now };
}

/** @param lifeMs - For how long the token of a temporary key is still good. */
function verify({ method, target, headers, key, now }: Sent, lifeMs = 1) {
  const { secretAccessKey, securityToken } = key;
  const accessKeyId = key.accessKeyId;
  const session =
    securityToken === undefined
      ? null
      : { token: securityToken, expiresAt: new Date(now.getTime() + lifeMs) };
  const keys: AccessKeys = new Map([[accessKeyId, { accessKeyId, secretAccessKey, session }]]);
  const head = { method, target, headers };
  const request = { ...head, at: parseTarget(head, ['cos']) };
  return authenticate(request, { name: 'ListBuckets' }, { region: 'ap-beijing', keys, now });
}

function changedSignature(sent: Sent): Partial<Sent> {
  const change = (text: string): string =>
    text.replace(
      /(q-signature(?:=|%3D)[0-9a-f]*)([0-9a-f])$/,
      (_, start, last) => start + (last === '0' ? '1' : '0'),
    );
  return {
    target: change(sent.target),
    headers: sent.headers.map(([name, value]): [string, string] => [name, change(value)]),
  };
}

function codeOf(run: () => unknown): string {
  return thrownBy(run)?.code ?? '';
}

function membersOf(run: () => unknown): unknown {
  return thrownBy(run)?.members;
}

function thrownBy(run: () => unknown): ServiceError | null {
  try {
    run();
    return null;
  } catch (error) {
    if (error instanceof ServiceError) return error;
    throw error;
  }
}
