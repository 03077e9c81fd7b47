import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/model/errors.js';
import { cosSigner } from '../../../src/signing/cos/signer.js';
import { checkForm } from '../../../src/signing/form/check-form.js';
import type { SignableForm } from '../../../src/signing/signer.js';
import { SCHEMES } from '../schemes.js';
import { formOf, SUBJECT, signForm } from '../subject.js';

const OWN = ['x-amz-signature', 'x-amz-date'];

/** As a caller without types may write it. */
type LooseForm = Readonly<Record<string, unknown>>;

function issuesOf(form: LooseForm): ConfigError['issues'] {
  try {
    checkForm({ ...formOf(SUBJECT), ...form } as unknown as SignableForm, OWN);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).issues;
  }
}

describe('checkForm', () => {
  it('takes a form that can be signed', () => {
    expect(issuesOf({})).toEqual([]);
    expect(issuesOf({ fields: undefined })).toEqual([]);
    expect(issuesOf({ fields: { 'Content-Type': '', 'x-amz-meta-date': 'a' } })).toEqual([]);
  });

  it.each([
    [undefined, 'missing', 'absent'],
    ['', 'missing', '""'],
    [7, 'invalid', '7'],
    [null, 'invalid', 'null'],
  ])('wants a key, not %j', (key, code, value) => {
    expect(issuesOf({ key })).toMatchObject([{ code, path: 'key', value }]);
  });

  it.each(['key', 'policy', 'file', 'File', 'KEY'])('refuses the field %s, which the form sets', (name) => {
    const [issue, ...more] = issuesOf({ fields: { [name]: 'abc' } });
    expect(issue).toMatchObject({ code: 'invalid', path: `fields.${name}`, value: 'text of 3 characters' });
    expect(issue?.message).toContain('by the form itself');
    expect(more).toEqual([]);
  });

  it.each(['x-amz-signature', 'X-Amz-Date'])('refuses the field %s, which the signature sets', (name) => {
    const [issue, ...more] = issuesOf({ fields: { [name]: 'abc' } });
    expect(issue).toMatchObject({ code: 'invalid', path: `fields.${name}`, value: 'text of 3 characters' });
    expect(issue?.message).toContain('by the signature itself');
    expect(more).toEqual([]);
  });

  it('lists every fault at once', () => {
    const fields = { acl: 'a', ACL: 'b', file: 'c', 'x-amz-signature': 'd', Policy: 5, 'x-meta': null };
    expect(issuesOf({ key: '', fields }).map(({ path, value }) => [path, value])).toEqual([
      ['key', '""'],
      ['fields.ACL', 'text of 1 characters'],
      ['fields.file', 'text of 1 characters'],
      ['fields.x-amz-signature', 'text of 1 characters'],
      ['fields.Policy', '5'],
      ['fields.Policy', '5'],
      ['fields.x-meta', 'null'],
    ]);
  });
});

describe('a condition', () => {
  const form = { fields: { 'Content-Type': 'image/png' } };
  const pathsOf = (conditions: unknown, more: LooseForm = {}) =>
    issuesOf({ ...form, ...more, conditions }).map(({ path }) => path);

  it.each<[unknown]>([
    [{ 'x-amz-date': '20200101T000000Z' }],
    [{ 'X-AMZ-DATE': '20200101T000000Z' }],
    [{ '$x-amz-date': '20200101T000000Z' }],
    [['eq', '$x-amz-signature', 'a']],
    [['starts-with', '$X-Amz-Date', '']],
    [['in', '$x-amz-date', ['a']]],
    [{ policy: 'a' }],
    [['starts-with', '$file', '']],
  ])('may not be about what the signature or the form sets: %j', (condition) => {
    const [issue, ...more] = issuesOf({ ...form, conditions: [['content-length-range', 0, 1], condition] });
    expect(issue).toMatchObject({ code: 'invalid', path: 'conditions[1]', value: 'not shown' });
    expect(issue?.message).toContain('by the signature itself');
    expect(more).toEqual([]);
  });

  it.each<[unknown]>([
    [{ bucket: 'other' }],
    [['eq', '$bucket', 'other']],
    [['eq', '$key', 'zzz']],
    [{ key: 'zzz' }],
    [{ $key: 'zzz' }],
    [['eq', '$content-type', 'image/jpeg']],
    [{ 'CONTENT-TYPE': 'image/jpeg' }],
  ])('may not want another value than is sent: %j', (condition) => {
    const [issue, ...more] = issuesOf({ ...form, conditions: [condition] });
    expect(issue).toMatchObject({ code: 'invalid', path: 'conditions[0]', value: 'not shown' });
    expect(issue?.message).toContain('than the form sends');
    expect(more).toEqual([]);
  });

  it('may say once more what is sent, or leave more open, or be about something else', () => {
    const conditions = [
      { bucket: 'photos' },
      ['eq', '$key', 'dir/cat.png'],
      ['eq', '$Content-Type', 'image/png'],
      ['starts-with', '$key', ''],
      ['in', '$content-type', ['image/png', 'image/jpeg']],
      ['eq', '$x-amz-meta-a', 'b'],
      ['content-length-range', 0, 9],
    ];
    expect(pathsOf(conditions)).toEqual([]);
  });

  it('about the key may name any file where the store puts in its name', () => {
    const key = `dir/$${'{filename}'}`;
    expect(pathsOf([['eq', '$key', 'dir/cat.png']], { key })).toEqual([]);
    expect(pathsOf([['eq', '$key', 'other/cat.png']], { key })).toEqual(['conditions[0]']);
  });

  it('is listed with all others that cannot be right', () => {
    const conditions = [{ bucket: 'other', key: 'zzz' }, ['eq', '$key', 'a'], { 'x-amz-date': 'a' }, null, 5];
    expect(pathsOf(conditions, { fields: { File: 'a' } })).toEqual([
      'fields.File',
      'conditions[0]',
      'conditions[0]',
      'conditions[1]',
      'conditions[2]',
    ]);
    expect(pathsOf({ key: 'a' })).toEqual(['conditions']);
  });
});

describe('a form of COS', () => {
  it.each(['q-sign-time', 'q-ak', 'q-sign-algorithm', 'q-key-time', 'q-signature'])(
    'takes no condition about %s',
    async (name) => {
      const conditions = [{ [name]: '1;2' }];
      await expect(signForm(cosSigner, SUBJECT, { conditions })).rejects.toMatchObject({
        issues: [{ path: 'conditions[0]' }],
      });
    },
  );

  it('takes no field q-sign-time, which only the policy has', async () => {
    await expect(signForm(cosSigner, SUBJECT, { fields: { 'q-sign-time': '1;2' } })).rejects.toMatchObject({
      issues: [{ path: 'fields.q-sign-time' }],
    });
  });
});

describe.each(SCHEMES)('a form of $title', ({ signer }) => {
  it('may bring no field that the signature sets, in whatever case', async () => {
    const { fields } = await signForm(signer, SUBJECT);
    const set = Object.keys(fields);
    const given = Object.fromEntries(set.flatMap((name) => [[name.toUpperCase(), 'a']]));
    const error = await signForm(signer, SUBJECT, { fields: given }).catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(ConfigError);
    const paths = (error as ConfigError).issues.map(({ path }) => path);
    expect(paths.sort()).toEqual(set.map((name) => `fields.${name.toUpperCase()}`).sort());
  });
});
