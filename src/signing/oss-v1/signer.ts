import { loadPart } from '../../model/load-part.js';
import type { Signer } from '../signer.js';
import { signOssV1Headers } from './sign-headers.js';
import { signOssV1Url } from './sign-url.js';
import { SWITCHED_OFF } from './switched-off.js';

/** Signature V1 of Alibaba Cloud OSS in its three forms. It is being switched off. */
export const ossV1Signer: Signer = {
  signHeaders: signOssV1Headers,
  signUrl: signOssV1Url,
  // Loaded when the first form is signed: few apps sign any.
  signForm: async (...asked) =>
    (await loadPart('The signer of forms', () => import('./sign-form.js'))).signOssV1Form(...asked),
  headerNames: ['authorization', 'x-oss-date', 'x-oss-security-token'],
  queryNames: ['ossaccesskeyid', 'expires', 'signature', 'security-token'],
  signsRegion: false,
  takesToken: true,
  warnings: [SWITCHED_OFF],
};
