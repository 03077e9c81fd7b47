import type { Signer } from '../signer.js';
import { signOssV1Form } from './sign-form.js';
import { signOssV1Headers } from './sign-headers.js';
import { signOssV1Url } from './sign-url.js';
import { SWITCHED_OFF } from './switched-off.js';

/** Signature V1 of Alibaba Cloud OSS in its three forms. It is being switched off. */
export const ossV1Signer: Signer = {
  signHeaders: signOssV1Headers,
  signUrl: signOssV1Url,
  signForm: signOssV1Form,
  headerNames: ['authorization', 'x-oss-date', 'x-oss-security-token'],
  queryNames: ['ossaccesskeyid', 'expires', 'signature', 'security-token'],
  signsRegion: false,
  takesToken: true,
  warnings: [SWITCHED_OFF],
};
