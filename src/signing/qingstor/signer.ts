import { loadPart } from '../../model/load-part.js';
import type { Signer } from '../signer.js';
import { signQingstorHeaders } from './sign-headers.js';
import { signQingstorUrl } from './sign-url.js';

/** QingStor's own signature in its three forms. */
export const qingstorSigner: Signer = {
  signHeaders: signQingstorHeaders,
  signUrl: signQingstorUrl,
  // Loaded when the first form is signed: few apps sign any.
  signForm: async (...asked) =>
    (await loadPart('The signer of forms', () => import('./sign-form.js'))).signQingstorForm(...asked),
  areFormsEndless: true,
  headerNames: ['authorization', 'x-qs-date'],
  queryNames: ['access_key_id', 'expires', 'signature'],
  signsRegion: false,
  takesToken: false,
  warnings: [],
};
