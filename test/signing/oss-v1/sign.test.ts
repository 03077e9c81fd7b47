import { describe, expect, it } from 'vitest';
import { ossV1Signer } from '../../../src/signing/oss-v1/signer.js';
import { ossV4Signer } from '../../../src/signing/oss-v4/signer.js';
import { BY_FORM, BY_REQUEST } from '../signings.js';
import { SUBJECT, signForm, signHeaders } from '../subject.js';

describe('signature V1 of OSS', () => {
  it('says that it is being switched off, and where to go', async () => {
    const expected = [{ code: 'deprecated', path: 'store', value: 'OSS signature V1' }];
    expect(ossV1Signer.warnings).toMatchObject(expected);
    expect(ossV1Signer.warnings[0]?.message).toContain('Use the store `oss`');
    expect((await signForm(ossV1Signer, SUBJECT)).warnings).toEqual(ossV1Signer.warnings);
  });

  it('is the only one that is', async () => {
    const others = [...BY_REQUEST, ...BY_FORM].filter(({ title }) => !title.startsWith('oss-v1'));
    for (const { scheme } of others) expect(scheme.signer.warnings).toEqual([]);
    expect((await signForm(ossV4Signer, SUBJECT)).warnings).toEqual([]);
  });

  it('dates itself by x-oss-date, as no page can set Date', async () => {
    const { headers, trace } = await signHeaders(ossV1Signer, SUBJECT);
    expect(headers['x-oss-date']).toBe('Sun, 24 May 2026 10:00:00 GMT');
    expect(trace.stringToSign.split('\n')[3]).toBe('Sun, 24 May 2026 10:00:00 GMT');
    expect(trace.stringToSign).toContain('\nx-oss-date:Sun, 24 May 2026 10:00:00 GMT\n');
  });

  it.each(['Date', 'X-Oss-Date'])('leaves the time to a %s of the request', async (name) => {
    const own = 'Wed, 28 Dec 2022 10:27:41 GMT';
    const { headers, trace } = await signHeaders(ossV1Signer, { ...SUBJECT, headers: { [name]: own } });
    expect(headers[name.toLowerCase()]).toBe(own);
    expect(Object.keys(headers).filter((header) => header.endsWith('date'))).toEqual([name.toLowerCase()]);
    expect(trace.stringToSign.split('\n')[3]).toBe(own);
  });

  it('signs the key as it is, and the bucket wherever it stands', async () => {
    for (const addressing of ['virtual-host', 'path', 'custom-domain'] as const) {
      const subject = { ...SUBJECT, addressing, key: '报告 +%.txt', query: { uploads: '' } };
      const { trace } = await signHeaders(ossV1Signer, subject);
      expect(trace.stringToSign.endsWith('\n/photos/报告 +%.txt?uploads')).toBe(true);
    }
  });
});
