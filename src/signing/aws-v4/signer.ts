import { loadPart } from '../../model/load-part.js';
import type { Signer } from '../signer.js';
import { signAwsV4Headers } from './sign-headers.js';
import { signAwsV4Url } from './sign-url.js';

/** AWS Signature Version 4 for stores that take no uploads by form. */
export const awsV4SignerWithoutForms: Signer = {
  signHeaders: signAwsV4Headers,
  signUrl: signAwsV4Url,
  headerNames: ['authorization', 'x-amz-date', 'x-amz-content-sha256', 'x-amz-security-token'],
  queryNames: [
    'x-amz-algorithm',
    'x-amz-credential',
    'x-amz-date',
    'x-amz-expires',
    'x-amz-security-token',
    'x-amz-signature',
    'x-amz-signedheaders',
  ],
  signsRegion: true,
  takesToken: true,
  warnings: [],
};

/** AWS Signature Version 4 in its three forms. */
export const awsV4Signer: Signer = {
  ...awsV4SignerWithoutForms,
  // Loaded when the first form is signed: few apps sign any.
  signForm: async (...asked) =>
    (await loadPart('The signer of forms', () => import('./sign-form.js'))).signAwsV4Form(...asked),
};
