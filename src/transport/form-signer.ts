import { UnsupportedError } from '../model/errors.js';
import type { FormSigner } from '../signing/signer.js';
import type { SigningStore } from '../stores/store.js';

/**
 * What signs the forms of a store.
 *
 * @throws UnsupportedError naming the store when it takes no uploads by form.
 */
export function formSignerOf({ title, signer }: SigningStore): FormSigner {
  if (signer.signForm === undefined) {
    throw new UnsupportedError(`${title} takes no uploads by form: presign a URL for a PUT`);
  }
  return signer.signForm;
}
