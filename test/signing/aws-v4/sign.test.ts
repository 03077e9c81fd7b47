import { describe, expect, it } from 'vitest';
import { awsV4Signer, awsV4SignerWithoutForms } from '../../../src/signing/aws-v4/signer.js';
import { LONG_LIVED, SUBJECT, signHeaders, signUrl } from '../subject.js';

const subject = { ...SUBJECT, credentials: LONG_LIVED };
const payloadHash = '0'.repeat(64);

describe('Signature Version 4 of AWS', () => {
  it('leaves the body unsigned, unless its hash is given', async () => {
    const plain = await signHeaders(awsV4Signer, subject);
    expect(plain.headers['x-amz-content-sha256']).toBe('UNSIGNED-PAYLOAD');
    expect(plain.trace.canonicalRequest).toMatch(/\nUNSIGNED-PAYLOAD$/);
    const hashed = await signHeaders(awsV4Signer, subject, { payloadHash });
    expect(hashed.headers['x-amz-content-sha256']).toBe(payloadHash);
    expect(hashed.trace.canonicalRequest?.endsWith(`\n${payloadHash}`)).toBe(true);
  });

  it('presigns a URL without a hash of the body, which it has no place for', async () => {
    const plain = await signUrl(awsV4Signer, subject);
    const hashed = await signUrl(awsV4Signer, subject, { payloadHash });
    expect(hashed.url).toBe(plain.url);
    expect(hashed.trace.canonicalRequest).toMatch(/\nUNSIGNED-PAYLOAD$/);
  });

  it('names the service in its scope: s3, or what is given', async () => {
    const scope = 'AKIDFIXTURE/20260524/us-west-2/';
    const byHeaders = await signHeaders(awsV4Signer, subject, { service: 'sts' });
    expect(byHeaders.headers.authorization).toContain(`Credential=${scope}sts/aws4_request,`);
    const byUrl = await signUrl(awsV4Signer, subject, { service: 'sts' });
    expect(new URL(byUrl.url).searchParams.get('X-Amz-Credential')).toBe(`${scope}sts/aws4_request`);
    const plain = await signHeaders(awsV4Signer, subject);
    expect(plain.headers.authorization).toContain(`Credential=${scope}s3/aws4_request,`);
  });

  it('counts runs of spaces in a value as one, as the store does', async () => {
    const sign = (value: string) => signHeaders(awsV4Signer, { ...subject, headers: { 'x-own': value } });
    const wide = await sign(' a   b  c ');
    expect(wide.trace.canonicalRequest).toContain('\nx-own:a b c\n');
    expect(wide.headers.authorization).toBe((await sign('a b c')).headers.authorization);
    expect(wide.headers['x-own']).toBe(' a   b  c ');
  });

  it.each([
    ['https://s3.example:443', 's3.example', 'https://s3.example'],
    ['https://s3.example:9000', 's3.example:9000', 'https://s3.example:9000'],
    ['http://S3.Example:80', 's3.example', 'http://s3.example'],
    ['http://[::1]:9000', '[::1]:9000', 'http://[::1]:9000'],
  ])('signs at %s the host %s', async (endpoint, host, origin) => {
    const at = { ...subject, endpoint, addressing: 'path' } as const;
    for (const signed of [await signHeaders(awsV4Signer, at), await signUrl(awsV4Signer, at)]) {
      expect(signed.trace.canonicalRequest).toContain(`\nhost:${host}\n`);
      expect(signed.url.startsWith(`${origin}/photos/dir/cat.png`)).toBe(true);
    }
  });

  it('names the headers of a URL that must be sent with it', async () => {
    const headers = { 'X-Amz-Acl': 'private', 'Content-Type': 'image/png' };
    const { url } = await signUrl(awsV4Signer, { ...subject, headers });
    expect(new URL(url).searchParams.get('X-Amz-SignedHeaders')).toBe('content-type;host;x-amz-acl');
  });

  it('is there without forms, for stores that take none', () => {
    const { signForm, ...rest } = awsV4Signer;
    expect(signForm).toBeTypeOf('function');
    expect(awsV4SignerWithoutForms).toEqual(rest);
  });
});
