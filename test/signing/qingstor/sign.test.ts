import { describe, expect, it } from 'vitest';
import { qingstorSigner } from '../../../src/signing/qingstor/signer.js';
import { SUBJECT, signHeaders, signUrl } from '../subject.js';

const NOW = 'Sun, 24 May 2026 10:00:00 GMT';

describe('a signature of QingStor', () => {
  it('is dated by x-qs-date, and then has no other date', async () => {
    const { headers, trace } = await signHeaders(qingstorSigner, SUBJECT);
    expect(headers['x-qs-date']).toBe(NOW);
    expect(trace.stringToSign).toBe(`PUT\n\n\n\nx-qs-date:${NOW}\n/photos/dir/cat.png`);
  });

  it('leaves the time to a Date of the request', async () => {
    const { headers, trace } = await signHeaders(qingstorSigner, { ...SUBJECT, headers: { Date: NOW } });
    expect(headers).not.toHaveProperty('x-qs-date');
    expect(trace.stringToSign).toBe(`PUT\n\n\n${NOW}\n/photos/dir/cat.png`);
  });

  it('leaves the time to an x-qs-date of the request', async () => {
    const own = 'Mon, 01 Jan 2001 00:00:00 GMT';
    const { headers, trace } = await signHeaders(qingstorSigner, {
      ...SUBJECT,
      headers: { 'X-QS-Date': own },
    });
    expect(headers['x-qs-date']).toBe(own);
    expect(trace.stringToSign).toBe(`PUT\n\n\n\nx-qs-date:${own}\n/photos/dir/cat.png`);
  });

  it('leaves the time to an x-qs-date of the request, and its Date unsigned', async () => {
    const given = { 'X-QS-Date': NOW, Date: 'Mon, 01 Jan 2001 00:00:00 GMT' };
    const now = new Date(0);
    const { trace } = await signHeaders(qingstorSigner, { ...SUBJECT, now, headers: given });
    expect(trace.stringToSign).toBe(`PUT\n\n\n\nx-qs-date:${NOW}\n/photos/dir/cat.png`);
  });

  it('has the end of a URL in place of the date', async () => {
    const { trace } = await signUrl(qingstorSigner, { ...SUBJECT, headers: { 'Content-Type': 'image/png' } });
    const end = SUBJECT.now.getTime() / 1000 + 3600;
    expect(trace.stringToSign).toBe(`PUT\n\nimage/png\n${end}\n/photos/dir/cat.png`);
  });

  it.each([
    ['virtual-host', '/photos/?cors'],
    ['path', '/photos?cors'],
    ['custom-domain', '/photos/?cors'],
  ] as const)('is about the bucket itself by %s: %s', async (addressing, resource) => {
    const subject = { ...SUBJECT, addressing, key: '', query: { cors: '', limit: '1' } };
    const { trace } = await signHeaders(qingstorSigner, subject);
    expect(trace.stringToSign.endsWith(`\n${resource}`)).toBe(true);
  });

  it('signs the values of parameters as they are, those of the path as they are sent', async () => {
    const query = { 'response-content-disposition': 'attachment; filename="报告.pdf"', acl: '' };
    const { trace } = await signUrl(qingstorSigner, { ...SUBJECT, key: '报告 1', query });
    expect(trace.stringToSign.split('\n').at(-1)).toBe(
      '/photos/%E6%8A%A5%E5%91%8A%201?acl&response-content-disposition=attachment; filename="报告.pdf"',
    );
  });
});
