import { loadPart } from '../../model/load-part.js';
import type { Signer } from '../signer.js';
import { signCosHeaders } from './sign-headers.js';
import { signCosUrl } from './sign-url.js';

/** The signature of Tencent COS in its three forms. */
export const cosSigner: Signer = {
  signHeaders: signCosHeaders,
  signUrl: signCosUrl,
  // Loaded when the first form is signed: few apps sign any.
  signForm: async (...asked) =>
    (await loadPart('The signer of forms', () => import('./sign-form.js'))).signCosForm(...asked),
  headerNames: ['authorization', 'x-cos-security-token'],
  queryNames: [
    'q-sign-algorithm',
    'q-ak',
    'q-sign-time',
    'q-key-time',
    'q-header-list',
    'q-url-param-list',
    'q-signature',
    'sign',
    'x-cos-security-token',
  ],
  signsRegion: false,
  takesToken: true,
  warnings: [],
};
