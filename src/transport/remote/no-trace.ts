import type { SignatureTrace } from '../../signing/signer.js';
import type { ReadAnswer } from '../signing-wire.js';
import { showAnswer } from './show-answer.js';

/** What is known here of how a signature came about that a server made and said nothing of. */
export const NO_TRACE: SignatureTrace = { canonicalRequest: null, stringToSign: '', signedHeaders: [] };

/** What there is to say of an answer that is JSON, and no object. */
export function answerIsNone(answer: unknown): ReadAnswer<never> {
  const message = 'must be a JSON object';
  return { issues: [{ code: 'invalid', path: 'answer', value: showAnswer(answer), message }] };
}
