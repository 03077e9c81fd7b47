import type { Issue } from './issue.js';
import { showValue } from './show-value.js';

/** The issue of one value that is absent or cannot be right. Not for secrets: the value is shown. */
export function wrongValue(path: string, value: unknown, message: string): Issue {
  return { code: value === undefined ? 'missing' : 'invalid', path, value: showValue(value), message };
}

/** The same where an empty text is as good as none. */
export function wrongOption(path: string, value: unknown, message: string): Issue {
  const issue = wrongValue(path, value, message);
  return value === '' ? { ...issue, code: 'missing' } : issue;
}
