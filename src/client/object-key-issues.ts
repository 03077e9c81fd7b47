import type { Issue } from '../model/issue.js';
import { wrongOption } from '../model/wrong-value.js';

/** With an empty key a request is about the bucket itself: a PUT would make one, a GET would list it. */
export function objectKeyIssues(key: unknown): Issue[] {
  if (typeof key === 'string' && key !== '') return [];
  return [wrongOption('key', key, 'must be the key of an object as text, not empty')];
}
