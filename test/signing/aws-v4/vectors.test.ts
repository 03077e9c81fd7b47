import { readFileSync } from 'node:fs';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { javascriptDigests } from '../../../src/crypto/javascript-digests.js';
import { webCryptoDigests } from '../../../src/crypto/web-crypto-digests.js';
import { canonicalQuery } from '../../../src/signing/aws-v4/canonical-query.js';
import { signingScope } from '../../../src/signing/aws-v4/scope.js';
import { signCanonicalRequest } from '../../../src/signing/aws-v4/sign-canonical-request.js';
import { signAwsV4Headers } from '../../../src/signing/aws-v4/sign-headers.js';
import { signAwsV4Url } from '../../../src/signing/aws-v4/sign-url.js';
import { encodeRfc3986 } from '../../../src/signing/encode-rfc3986.js';

interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly securityToken?: string;
}

interface Vector {
  readonly name: string;
  readonly credentials: string;
  readonly method: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly time: string;
  readonly region: string;
  readonly service: string;
  readonly payloadHash: string;
  readonly canonicalRequest: readonly string[];
  readonly stringToSign?: readonly string[];
  readonly signature: string;
}

interface S3Vector extends Vector {
  readonly form: 'header' | 'query';
  readonly url: string;
  readonly expiresInSeconds?: number;
}

interface GenericVector extends Vector {
  readonly path: string;
  readonly query: readonly (readonly [string, string])[];
}

interface VectorFile<T> {
  readonly credentials: Readonly<Record<string, Keys>>;
  readonly cases: readonly T[];
}

function load<T>(name: string): VectorFile<T> {
  return JSON.parse(readFileSync(`test/vectors/${name}.json`, 'utf8')) as VectorFile<T>;
}

function keysOf(file: VectorFile<Vector>, vector: Vector): Keys {
  const keys = file.credentials[vector.credentials];
  if (keys === undefined) throw new Error(`No credentials "${vector.credentials}"`);
  return keys;
}

/** `20240115T083000Z` */
function timeOf({ time }: Vector): Date {
  return new Date(time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z'));
}

const s3 = load<S3Vector>('aws-v4-s3');
const generic = load<GenericVector>('aws-v4-generic');
const named = <T extends Vector>(cases: readonly T[]) =>
  cases.map((vector) => [vector.name, vector] as const);

/** The string to sign is published, or follows from the signature, which is. */
function expectTrace(
  trace: { canonicalRequest: string; stringToSign: string; signedHeaders: readonly string[] },
  vector: Vector,
) {
  expect(trace.canonicalRequest.split('\n')).toEqual(vector.canonicalRequest);
  if (vector.stringToSign !== undefined) expect(trace.stringToSign.split('\n')).toEqual(vector.stringToSign);
  expect(trace.signedHeaders.join(';')).toBe(vector.canonicalRequest.at(-2));
}

afterEach(() => void vi.unstubAllGlobals());

describe.each([
  ['WebCrypto', globalThis.crypto],
  ['crypto-js', undefined],
])('published signatures of S3, by %s', (_, crypto) => {
  it.each(named(s3.cases.filter(({ form }) => form === 'header')))('%s', async (_name, vector) => {
    vi.stubGlobal('crypto', crypto);
    const keys = keysOf(s3, vector);
    const { method, url, headers, region, service, payloadHash } = vector;
    const signed = await signAwsV4Headers({ method, url, headers }, keys, {
      now: timeOf(vector),
      region,
      service,
      payloadHash,
    });
    expectTrace(signed.trace, vector);
    const scope = `${vector.time.slice(0, 8)}/${region}/${service}/aws4_request`;
    const sent = Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]);
    expect(signed.headers).toEqual({
      ...Object.fromEntries(sent),
      'x-amz-content-sha256': payloadHash,
      'x-amz-date': vector.time,
      ...(keys.securityToken === undefined ? {} : { 'x-amz-security-token': keys.securityToken }),
      authorization:
        `AWS4-HMAC-SHA256 Credential=${keys.accessKeyId}/${scope}, ` +
        `SignedHeaders=${vector.canonicalRequest.at(-2)}, Signature=${vector.signature}`,
    });
    const [, path, query] = vector.canonicalRequest;
    expect(signed.url).toBe(`${new URL(url).origin}${path}${query === '' ? '' : `?${query}`}`);
  });

  it.each(named(s3.cases.filter(({ form }) => form === 'query')))('%s', async (_name, vector) => {
    vi.stubGlobal('crypto', crypto);
    const keys = keysOf(s3, vector);
    const { method, url, headers, region, service, expiresInSeconds = 0 } = vector;
    const now = timeOf(vector);
    const context = { now, region, service, expiresInSeconds };
    const signed = await signAwsV4Url({ method, url, headers }, keys, context);
    expectTrace(signed.trace, vector);
    const query = vector.canonicalRequest[2]?.replace(
      '<security token>',
      encodeRfc3986(keys.securityToken ?? ''),
    );
    const { origin, pathname } = new URL(url);
    expect(signed.url).toBe(`${origin}${pathname}?${query}&X-Amz-Signature=${vector.signature}`);
    expect(signed.expiresAt).toEqual(new Date(now.getTime() + expiresInSeconds * 1000));
  });
});

describe.each([
  ['WebCrypto', webCryptoDigests(globalThis.crypto.subtle)],
  ['crypto-js', javascriptDigests],
])('published signatures of other services, by %s', (_, digests) => {
  it.each(named(generic.cases))('%s', async (_name, vector) => {
    const { method, path, headers, payloadHash, region, service } = vector;
    const parts = { method, path, query: canonicalQuery(vector.query), headers, payloadHash };
    const scope = signingScope(timeOf(vector), region, service);
    const signed = await signCanonicalRequest(digests, parts, scope, keysOf(generic, vector).secretAccessKey);
    expectTrace(signed.trace, vector);
    expect(signed.signature).toBe(vector.signature);
  });
});
