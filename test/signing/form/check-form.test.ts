import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/model/errors.js';
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
