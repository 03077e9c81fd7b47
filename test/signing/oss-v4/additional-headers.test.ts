import { describe, expect, it } from 'vitest';
import { ossV4Signer } from '../../../src/signing/oss-v4/signer.js';
import { LONG_LIVED, SUBJECT, signHeaders, signUrl } from '../subject.js';

const headers = { Range: 'bytes=0-1', 'If-Match': 'a', 'Content-Type': 'image/png' };
const subject = { ...SUBJECT, credentials: LONG_LIVED, headers };
/** In any case and order, twice, with what is signed anyway and what the request has not. */
const additionalHeaders = ['Range', 'HOST', 'range', 'content-type', 'x-oss-date', 'Expect'];

describe('further headers that OSS is told to sign', () => {
  it('are named in the signature: those that the request has and that are not signed anyway', async () => {
    const plain = await signHeaders(ossV4Signer, subject);
    expect(plain.headers.authorization).not.toContain('AdditionalHeaders');
    expect(plain.trace.signedHeaders).not.toContain('host');
    const more = await signHeaders(ossV4Signer, subject, { additionalHeaders });
    expect(more.headers.authorization).toContain(',AdditionalHeaders=host;range,Signature=');
    expect(more.trace.signedHeaders).toEqual([
      'content-type',
      'host',
      'range',
      'x-oss-content-sha256',
      'x-oss-date',
    ]);
    expect(more.trace.canonicalRequest).toContain('\nhost:photos.store.example\nrange:bytes=0-1\n');
    expect(more.headers).not.toHaveProperty('host');
  });

  it('are named in a URL', async () => {
    const named = async (more?: object) =>
      new URL((await signUrl(ossV4Signer, subject, more)).url).searchParams.get('x-oss-additional-headers');
    expect(await named()).toBeNull();
    expect(await named({ additionalHeaders: ['Expect', 'Content-Type'] })).toBeNull();
    expect(await named({ additionalHeaders })).toBe('host;range');
    const { trace } = await signUrl(ossV4Signer, subject, { additionalHeaders });
    expect(trace.signedHeaders).toEqual(['content-type', 'host', 'range']);
  });

  it('matter then', async () => {
    const sign = async (range: string, more: object) =>
      (await signHeaders(ossV4Signer, { ...subject, headers: { range } }, more)).headers.authorization;
    expect(await sign('bytes=0-1', {})).toBe(await sign('bytes=0-2', {}));
    const more = { additionalHeaders: ['range'] };
    expect(await sign('bytes=0-1', more)).not.toBe(await sign('bytes=0-2', more));
  });
});

describe('the product of a signature of OSS', () => {
  it('is oss, or that of a CloudBox', async () => {
    const region = 'cb-1';
    const scope = /Credential=AKIDFIXTURE\/20260524\/cb-1\/([a-z-]+)\/aliyun_v4_request,/;
    const productOf = async (more?: object) =>
      scope.exec(
        (await signHeaders(ossV4Signer, { ...subject, region }, more)).headers.authorization ?? '',
      )?.[1];
    expect(await productOf()).toBe('oss');
    expect(await productOf({ product: 'oss-cloudbox' })).toBe('oss-cloudbox');
    const { url } = await signUrl(ossV4Signer, { ...subject, region }, { product: 'oss-cloudbox' });
    expect(new URL(url).searchParams.get('x-oss-credential')).toBe(
      'AKIDFIXTURE/20260524/cb-1/oss-cloudbox/aliyun_v4_request',
    );
  });
});
