import type { Issue } from '../../model/issue.js';

/** What whoever chooses signature V1 should know. @see https://www.alibabacloud.com/help/en/oss/developer-reference/guidelines-for-upgrading-v1-signatures-to-v4-signatures */
export const SWITCHED_OFF: Issue = {
  code: 'deprecated',
  path: 'store',
  value: 'OSS signature V1',
  message:
    'is being switched off: closed to new accounts since 1 March 2025 and to new buckets since 1 September 2025; a store that has switched it off answers 403 with EC 0002-00000080. Use the store `oss`, which signs by V4',
};
