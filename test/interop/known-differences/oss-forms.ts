import type { KnownDifference } from '../known-difference.js';
import { type OssForm, PLAIN_OSS_FORM } from '../oss-forms.js';

/** Where ali-oss signs the policy of a form otherwise than we. */
export const OSS_FORM_DIFFERENCES: readonly KnownDifference<OssForm>[] = [
  {
    peer: 'ali-oss',
    name: 'Forms: a policy is written anew before it is signed',
    description:
      'ali-oss reads a policy that is given as text and writes it again without spaces, so that it signs another text than the one it was given. signOssV1Policy() and signOssV4Policy() sign the text to the byte.',
    source: 'lib/common/utils/policy2Str.js, policy2Str()',
    applies: ({ isLaidOut }) => isLaidOut,
    normalise: (form) => ({ ...form, isLaidOut: false }),
    example: { ...PLAIN_OSS_FORM, isLaidOut: true },
  },
];
