import { ConfigError } from '../model/errors.js';
import { wrongValue } from '../model/wrong-value.js';
import type { SignedForm } from '../signing/signer.js';
import { isBlob } from './body-type.js';
import { isObject, isPlainObject } from './is-plain-object.js';

/**
 * A signed form as `fetch` can send it: `fetch(form.url, { method: 'POST', body: toFormData(form, file) })`. Such a request
 * needs no preflight, as long as nobody listens to the progress of its upload; its answer can be read where a rule allows
 * `POST`.
 *
 * @param file - What is uploaded. It goes last, as stores ignore what follows it.
 * @param fileName - What takes the place of `${filename}` in the key. Default: the File's own name, else `blob`.
 * @throws ConfigError when the form has no fields, or the file is no Blob: text would be sent as a field, and not stored.
 */
export function toFormData(form: Pick<SignedForm, 'fields'>, file: Blob, fileName?: string): FormData {
  checkFormAndFile(form, file);
  const body = new FormData();
  for (const [name, value] of Object.entries(form.fields)) body.append(name, value);
  if (fileName === undefined) body.append('file', file);
  else body.append('file', file, fileName);
  return body;
}

function checkFormAndFile(form: unknown, file: unknown): void {
  const hasFields = isObject(form) && isPlainObject(Reflect.get(form, 'fields'));
  const issues = [
    ...(hasFields ? [] : [wrongValue('form', form, 'must be what signForm() gives')]),
    ...(isBlob(file) ? [] : [wrongValue('file', file, 'must be a File or a Blob, as by new Blob([text])')]),
  ];
  if (issues.length > 0) throw new ConfigError('The form cannot be sent', issues);
}
