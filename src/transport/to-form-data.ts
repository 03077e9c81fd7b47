import type { SignedForm } from '../signing/signer.js';

/**
 * A signed form as `fetch` can send it: `fetch(form.url, { method: 'POST', body: toFormData(form, file) })`. Such a request
 * needs no preflight, as long as nobody listens to the progress of its upload; its answer can be read where a rule allows
 * `POST`.
 *
 * @param file - What is uploaded. It goes last, as stores ignore what follows it.
 * @param fileName - What takes the place of `${filename}` in the key. Default: the File's own name, else `blob`.
 */
export function toFormData({ fields }: Pick<SignedForm, 'fields'>, file: Blob, fileName?: string): FormData {
  const body = new FormData();
  for (const [name, value] of Object.entries(fields)) body.append(name, value);
  if (fileName === undefined) body.append('file', file);
  else body.append('file', file, fileName);
  return body;
}
