import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ConfigError } from '../../../src/model/errors.js';
import { qingstorSigner } from '../../../src/signing/qingstor/signer.js';
import type { SignableForm } from '../../../src/signing/signer.js';
import { entriesOf, isKeptInForm, key, parameterValue } from '../arbitraries.js';
import { policyTextOf } from '../form/policy.js';
import { SUBJECT, signForm } from '../subject.js';

const sign = (form: Partial<SignableForm> = {}) => signForm(qingstorSigner, SUBJECT, form);

async function issuesOf(form: Partial<SignableForm>): Promise<ConfigError['issues']> {
  const error = await sign(form).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).issues;
}

describe('a form of QingStor', () => {
  it('has a policy that is a flat list of all fields before the file', async () => {
    const value = parameterValue.filter(isKeptInForm);
    const fields = entriesOf(fc.stringMatching(/^z[a-z0-9-]{1,10}$/), value, (name) => name);
    await fc.assert(
      fc.asyncProperty(
        key.filter((name) => !name.startsWith('/') && isKeptInForm(name)),
        fields,
        async (name, entries) => {
          const given = Object.fromEntries(entries);
          const signed = await sign({ key: name, fields: given });
          const { access_key_id: _id, policy: _policy, signature: _signature, ...covered } = signed.fields;
          expect(JSON.parse(policyTextOf(signed))).toEqual(covered);
          expect(covered).toEqual({ key: name, ...given });
        },
      ),
    );
  });

  it('names the access key, which is not part of the policy', async () => {
    expect((await sign()).fields.access_key_id).toBe('AKIDFIXTURE');
  });

  it('has its fields in the order in which they should be sent', async () => {
    const { fields } = await sign({ fields: { 'Content-Type': 'image/png', redirect: 'https://a.example' } });
    const order = ['access_key_id', 'policy', 'signature', 'key', 'Content-Type', 'redirect'];
    expect(Object.keys(fields)).toEqual(order);
  });

  it('never ends, and says that this is dangerous', async () => {
    const { expiresAt, warnings } = await sign();
    expect(expiresAt).toBeNull();
    expect(warnings).toMatchObject([{ code: 'dangerous', path: 'expiresAt', value: 'never' }]);
  });

  it('keeps the place of the file’s own name', async () => {
    const signed = await sign({ key: 'dir/$' + '{filename}' });
    expect(JSON.parse(policyTextOf(signed))).toEqual({ key: 'dir/$' + '{filename}' });
  });

  it('takes no conditions: its policies have none', async () => {
    const issues = await issuesOf({ conditions: [['content-length-range', 1, 10]] });
    expect(issues).toMatchObject([{ code: 'invalid', path: 'conditions', value: 'an array of 1' }]);
    await expect(sign({ conditions: [] })).resolves.toBeDefined();
  });

  it('takes no key that begins with a slash', async () => {
    expect(await issuesOf({ key: '/a' })).toMatchObject([{ code: 'invalid', path: 'key', value: '"/a"' }]);
    await expect(sign({ key: 'a/' })).resolves.toBeDefined();
  });

  it('lists both of these at once', async () => {
    const issues = await issuesOf({ key: '/a', conditions: [{ bucket: 'photos' }] });
    expect(issues.map(({ path }) => path)).toEqual(['key', 'conditions']);
  });

  it('needs a key and no field of its own, as every form', async () => {
    const issues = await issuesOf({ key: '', fields: { Signature: 'a', policy: 'b' } });
    expect(issues.map(({ path }) => path)).toEqual(['key', 'fields.Signature', 'fields.policy']);
  });
});
