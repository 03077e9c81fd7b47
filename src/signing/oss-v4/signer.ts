import { loadPart } from '../../model/load-part.js';
import type { Signer } from '../signer.js';
import { signOssV4Headers } from './sign-headers.js';
import { signOssV4Url } from './sign-url.js';

/** Signature V4 of Alibaba Cloud OSS in its three forms. */
export const ossV4Signer: Signer = {
  signHeaders: signOssV4Headers,
  signUrl: signOssV4Url,
  // Loaded when the first form is signed: few apps sign any.
  signForm: async (...asked) =>
    (await loadPart('The signer of forms', () => import('./sign-form.js'))).signOssV4Form(...asked),
  headerNames: ['authorization', 'x-oss-date', 'x-oss-content-sha256', 'x-oss-security-token'],
  queryNames: [
    'x-oss-additional-headers',
    'x-oss-credential',
    'x-oss-date',
    'x-oss-expires',
    'x-oss-security-token',
    'x-oss-signature',
    'x-oss-signature-version',
  ],
  signsRegion: true,
  takesToken: true,
  warnings: [],
};
