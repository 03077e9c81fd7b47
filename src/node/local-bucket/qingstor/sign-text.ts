import { createHmac } from 'node:crypto';

/** A text under the secret, in base64. @param text - Each character one byte. */
export function signText(text: string, secretAccessKey: string): string {
  return createHmac('sha256', secretAccessKey).update(text, 'latin1').digest('base64');
}
