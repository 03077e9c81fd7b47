import { isToken } from '../../fetch-standard/is-token.js';
import type { Issue } from '../../model/issue.js';
import { showValue } from '../../model/show-value.js';
import { isPlainObject } from '../is-plain-object.js';

/** What in the headers for a signing server cannot be sent. No value is shown: it may prove who asks. */
export function serverHeaderIssues(headers: unknown): Issue[] {
  if (!isPlainObject(headers)) {
    const message = 'must be an object of names and values';
    return [{ code: 'invalid', path: 'headers', value: showValue(headers), message }];
  }
  return Object.entries(headers)
    .filter(([name, value]) => !isToken(name) || typeof value !== 'string' || !/^[\t\x20-\x7e]*$/.test(value))
    .map(([name]) => ({
      code: 'invalid',
      path: `headers.${isToken(name) ? name : '…'}`,
      value: 'not shown',
      message: 'must have the name of a header, and for its value text of printable ASCII',
    }));
}
