import { UnsupportedError } from '../../model/errors.js';
import { loadPart } from '../../model/load-part.js';
import type { Bucket } from '../../transport/bucket.js';
import { isPage } from '../../transport/is-page.js';

/**
 * Makes sure that the store has calls for the CORS configuration of a bucket, before one is sent.
 *
 * @throws UnsupportedError that says what to do in their place, also as the finding `cors.wanted.unmanageable`.
 */
export function requireCorsApi({ store }: Bucket): void {
  const { withoutCorsApi: message, title } = store;
  if (message === undefined) return;
  const wording = { text: message, values: [] };
  const code = 'cors.wanted.unmanageable' as const;
  throw new UnsupportedError(message, { issues: [{ code, path: 'rules', value: title, message, wording }] });
}

/**
 * The same, and that from here the answers can be read.
 *
 * @throws UnsupportedError that says what to do in their place: in a page the command to run, also as the finding
 * `cors.wanted.unmanageable`, which `corsIssueInWords()` tells in other languages.
 */
export async function requireReadableCors(bucket: Bucket, command: string): Promise<void> {
  requireCorsApi(bucket);
  if (!isPage() || bucket.store.corsReadableInPage !== false) return;
  const { tellUnreadable } = await loadPart(
    'What tells where to manage rules',
    () => import('./tell-unreadable.js'),
  );
  throw tellUnreadable(bucket, command);
}
