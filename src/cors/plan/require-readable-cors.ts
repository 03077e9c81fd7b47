import { loadPart } from '../../model/load-part.js';
import type { Bucket } from '../../transport/bucket.js';
import { isPage } from '../../transport/is-page.js';

/**
 * Makes sure that the store has calls for the CORS configuration of a bucket whose answers can be read from here, before one
 * is sent.
 *
 * @throws UnsupportedError that says what to do in their place: in a page the command to run, also as the finding
 * `cors.wanted.unmanageable`, which `corsIssueInWords()` tells in other languages.
 */
export async function requireReadableCors(bucket: Bucket, command: string): Promise<void> {
  const { withoutCorsApi, corsReadableInPage } = bucket.store;
  if (withoutCorsApi === undefined && (!isPage() || corsReadableInPage !== false)) return;
  const { tellUnreadable } = await loadPart(
    'What tells where to manage rules',
    () => import('./tell-unreadable.js'),
  );
  throw tellUnreadable(bucket, command);
}
