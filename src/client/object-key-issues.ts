import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';

/** With an empty key a request is about the bucket itself: a PUT would make one, a GET would list it. */
export function objectKeyIssues(key: unknown): Issue[] {
  if (key !== '') return [];
  return [
    {
      code: 'missing',
      path: 'key',
      value: showValue(key),
      message: 'must be the key of an object, not empty',
    },
  ];
}
