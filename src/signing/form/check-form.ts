import { ConfigError } from '../../model/errors.js';
import type { Issue } from '../../model/issue.js';
import { showValue } from '../../model/show-value.js';
import type { SignableForm } from '../signer.js';
import { contradictionIssues } from './contradiction-issues.js';

/**
 * Makes sure that a form can be signed.
 *
 * @param signatureFields - The fields, lower-case, that the signature sets itself.
 * @param further - What else is wrong with it, to be told together. Default: nothing.
 * @throws ConfigError listing everything that cannot be right.
 */
export function checkForm(
  form: SignableForm,
  signatureFields: readonly string[],
  further: readonly Issue[] = [],
): void {
  const { key, fields = {} }: Partial<SignableForm> = form ?? {};
  const issues: Issue[] = [];
  if (typeof key !== 'string' || key === '') {
    const message = 'must be the key to upload to, such as "photos/cat.png"';
    issues.push({
      code: key === '' || key === undefined ? 'missing' : 'invalid',
      path: 'key',
      value: showValue(key),
      message,
    });
  } else if (isChanged(key)) {
    issues.push({ code: 'invalid', path: 'key', value: showValue(key), message: CHANGED });
  }
  const seen = new Set<string>();
  for (const [name, value] of Object.entries(fields)) {
    const lower = name.toLowerCase();
    const path = `fields.${name}`;
    const shown = typeof value === 'string' ? `text of ${value.length} characters` : showValue(value);
    const add = (message: string) => issues.push({ code: 'invalid', path, value: shown, message });
    if (seen.has(lower)) add('is given twice, in different case: give it once');
    seen.add(lower);
    if (OWN_FIELDS.includes(lower)) add('is set by the form itself: leave it out');
    if (signatureFields.includes(lower)) add('is set by the signature itself: leave it out');
    if (typeof value !== 'string') add('must be text');
    else if (isChanged(name) || isChanged(value)) add(CHANGED);
  }
  issues.push(...contradictionIssues(form, [...signatureFields, ...SET_BY_FORM]), ...further);
  if (issues.length > 0) throw new ConfigError('The form cannot be signed', issues);
}

const CHANGED =
  'must hold no half character (a lone surrogate) and no line break but CR LF: a browser sends others in their place';

/** @see https://html.spec.whatwg.org/multipage/form-control-infrastructure.html#multipart-form-data */
function isChanged(text: string): boolean {
  return /\p{Surrogate}/u.test(text) || /\r(?!\n)|(?<!\r)\n/.test(text);
}

/** What no condition can be about. */
const SET_BY_FORM = ['policy', 'file'];
const OWN_FIELDS = ['key', ...SET_BY_FORM];
