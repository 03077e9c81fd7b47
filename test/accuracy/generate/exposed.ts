import type { CorsRule } from '../../../src/model/cors-rule.js';
import type { Random } from '../../conformance/random.js';
import type { StoreName } from '../accuracy-case.js';

/** What an upload is known by: an app reads it of the answer. */
export const TAG = 'etag';

/** The header by which each vendor finds a request again. */
export const REQUEST_IDS: Readonly<Record<StoreName, string>> = {
  s3: 'x-amz-request-id',
  ceph: 'x-amz-request-id',
  oss: 'x-oss-request-id',
  cos: 'x-cos-request-id',
  qingstor: 'x-qs-request-id',
};

const EXPOSING_PERCENT = 50;

/** The same rules. In half of the cases some of them let pages read headers of answers. */
export function withExposed(random: Random, store: StoreName, rules: readonly CorsRule[]): CorsRule[] {
  if (!random.percent(EXPOSING_PERCENT)) return [...rules];
  const id = REQUEST_IDS[store];
  return rules.map((rule) => {
    const exposeHeaders = random.weigh<readonly string[]>([
      [3, []],
      [3, ['ETag']],
      [3, ['ETag', id]],
      [1, ['etag', id.toUpperCase(), 'x-elsewhere']],
      [1, [id]],
      [1, ['x-elsewhere']],
    ]);
    return exposeHeaders.length === 0 ? rule : { ...rule, exposeHeaders };
  });
}
