import { signOssV1Form, signOssV1Policy, signOssV4Form, signOssV4Policy } from '../../src/index.js';
import { describeComparison, type Outcome } from './compare.js';
import { OSS_FORM_DIFFERENCES } from './known-differences/oss-forms.js';
import { type OssForm, ossForms } from './oss-forms.js';
import { aliOssV1Policy, aliOssV4Policy } from './peers/ali-oss.js';

describeComparison({
  peer: 'ali-oss',
  scheme: 'OSS V1',
  forms: ['form'],
  draw: ossForms,
  differences: OSS_FORM_DIFFERENCES,
  ours: oursV1,
  theirs: async (form) => aliOssV1Policy(await policyText(form), form.location, form.credentials),
});

describeComparison({
  peer: 'ali-oss',
  scheme: 'OSS V4',
  forms: ['form'],
  draw: ossForms,
  differences: OSS_FORM_DIFFERENCES,
  ours: oursV4,
  theirs: async (form) => {
    const text = await policyText(form, signOssV4Form);
    return aliOssV4Policy(text, form.location, form.credentials, form.now);
  },
});

/** The policy that our form holds, laid out in lines where the caller would have written it so. */
async function policyText(form: OssForm, signForm: typeof signOssV4Form = signOssV1Form): Promise<string> {
  const { fields } = await signForm(form, form.credentials, form);
  const text = Buffer.from(fields.policy ?? '', 'base64').toString();
  return form.isLaidOut ? JSON.stringify(JSON.parse(text), null, 2) : text;
}

async function oursV1(form: OssForm): Promise<Outcome> {
  if (form.isLaidOut) return { ...(await signOssV1Policy(await policyText(form), form.credentials)) };
  const { Signature: signature = '', policy } = (await signOssV1Form(form, form.credentials, form)).fields;
  return { signature, policy };
}

async function oursV4(form: OssForm): Promise<Outcome> {
  const { credentials, now, location } = form;
  if (!form.isLaidOut) {
    const { fields } = await signOssV4Form(form, credentials, form);
    return { signature: fields['x-oss-signature'] ?? '' };
  }
  const text = await policyText(form, signOssV4Form);
  const { signature } = await signOssV4Policy(text, credentials, { now, region: location.region });
  return { signature };
}
