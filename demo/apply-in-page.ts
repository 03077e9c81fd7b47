import { applyCors, type Bucket, type CorsRule, type CorsUndo, planCors } from 'bucket-preflight';

// Of the same file, which is fetched when rules are first changed by the page.
export { undoCors } from 'bucket-preflight';

/**
 * Puts rules on a bucket, with the credentials that it has.
 *
 * @param keepUndo - Is called with the way back before anything is changed: what ends this page in the middle of it must not end that.
 */
export async function applyInPage(
  bucket: Bucket,
  rules: readonly CorsRule[],
  keepUndo: (undo: CorsUndo) => void,
): Promise<CorsUndo> {
  return (await applyCors(bucket, await planCors(bucket, rules), { keepUndo })).undo;
}
