import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';

/** The issue of one option whose value is absent or cannot be right. Not for secrets: the value is shown. */
export function wrongOption(path: string, value: unknown, message: string): Issue {
  const code = value === undefined || value === '' ? 'missing' : 'invalid';
  return { code, path, value: showValue(value), message };
}
