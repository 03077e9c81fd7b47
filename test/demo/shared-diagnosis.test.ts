import { describe, expect, it } from 'vitest';
import type { FormValues } from '../../demo/form.js';
import { readFragment } from '../../demo/share/read-fragment.js';
import { tellableForm, writeFragment } from '../../demo/share/shared-diagnosis.js';
import { explainMessage } from '../../src/index.js';

const SECRETS = ['AKIDSECRET', 'wJalrSecretKey', 'FwoGZToken', 'deadbeefsignature', 'hunter2', 'Bearer abc'];

/** Secrets wherever a person may have pasted one. */
const FORM: FormValues = {
  store: 's3',
  endpoint: 'https://me:hunter2@s3.example/?X-Amz-Signature=deadbeefsignature',
  region: 'us-east-1',
  bucket: 'photos',
  key: 'a/b.bin?X-Amz-Security-Token=FwoGZToken&X-Amz-Signature=deadbeefsignature',
  addressing: 'path',
  credentialsFrom: 'paste',
  credentials: '{"AccessKeyId":"AKIDSECRET","SecretAccessKey":"wJalrSecretKey"}',
  method: 'PUT',
  contentType: 'text/plain; x=deadbeefsignature',
  headers: 'x-amz-security-token: FwoGZToken\nauthorization: Bearer abc',
  signing: 'url',
  rules: '<!-- wJalrSecretKey -->',
};

const LINE =
  "Access to fetch at 'https://photos.s3.example/a?X-Amz-Signature=deadbeefsignature&X-Amz-Credential=AKIDSECRET' from origin " +
  "'https://app.example' has been blocked by CORS policy: Response to preflight request doesn't pass access control check: " +
  "No 'Access-Control-Allow-Origin' header is present on the requested resource.";

describe('a link to a diagnosis', () => {
  const [found] = explainMessage(LINE);
  if (found === undefined) throw new Error('The line was not read');
  const { diagnosis } = found;

  it('gives back the diagnosis and what of the form may be told', async () => {
    const form = tellableForm(FORM);
    const fragment = await writeFragment({ form, diagnosis });
    expect(fragment).toMatch(/^#d=[\w-]+$/);
    expect(await readFragment(fragment)).toEqual({ form, diagnosis });
    expect(form).toMatchObject({
      endpoint: 'https://s3.example',
      key: 'a/b.bin',
      contentType: 'text/plain',
      headers: 'x-amz-security-token: -\nauthorization: -',
    });
  });

  it('holds no credential, no signature and no query', async () => {
    const shared = await readFragment(await writeFragment({ form: tellableForm(FORM), diagnosis }));
    const text = JSON.stringify(shared);
    for (const secret of SECRETS) expect(text).not.toContain(secret);
    expect(text).not.toContain('X-Amz-');
  });

  it('puts nothing into the form but what a link may say', async () => {
    const form = { ...tellableForm(FORM), credentialsFrom: 'server', credentials: 'x', rules: 7 } as never;
    const read = await readFragment(await writeFragment({ form, diagnosis }));
    expect(Object.keys(read?.form ?? {})).toEqual(Object.keys(tellableForm(FORM)));
  });

  it('puts nothing unseen into the form', async () => {
    const form = {
      ...tellableForm(FORM),
      bucket: 'a\u202eb\u0007\u2028c',
      headers: 'x-a: -\r\nx-\u200bb: -',
    };
    const read = await readFragment(await writeFragment({ form, diagnosis }));
    expect(read?.form).toEqual({ ...form, bucket: 'a b c', headers: 'x-a: - \nx- b: -' });
  });

  it('is no link without its mark, and is refused when it is damaged', async () => {
    expect(await readFragment('#step-3')).toBe(null);
    await expect(readFragment('#d=%%%')).rejects.toThrow();
    await expect(readFragment('#d=AAAA')).rejects.toThrow();
  });
});
