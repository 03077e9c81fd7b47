import type { Signer } from '../signer.js';
import { signQingstorForm } from './sign-form.js';
import { signQingstorHeaders } from './sign-headers.js';
import { signQingstorUrl } from './sign-url.js';

/** QingStor's own signature in its three forms. */
export const qingstorSigner: Signer = {
  signHeaders: signQingstorHeaders,
  signUrl: signQingstorUrl,
  signForm: signQingstorForm,
  areFormsEndless: true,
  headerNames: ['authorization', 'x-qs-date'],
  queryNames: ['access_key_id', 'expires', 'signature'],
  signsRegion: false,
  takesToken: false,
  warnings: [],
};
