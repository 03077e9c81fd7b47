import type { CorsUndo, Repair } from 'bucket-preflight';
import type { Made } from './change-bar.js';
import type { ServedBucket } from './config.js';
import { keepOpenChange, type OpenChange } from './open-change.js';
import { applyRules, type DocumentUndo, undoRules } from './own-server.js';
import type { Prepared } from './prepare.js';
import { verifyByPage, verifyByServer } from './verify-change.js';

/**
 * How a repair is put on a bucket: by the page's own server if it is its bucket, or else by the page, with the credentials of the
 * form. `null`: the store shows no page its rules.
 */
export function applierOf(
  prepared: Prepared,
  own: ServedBucket | undefined,
): ((repair: Repair) => Promise<Made>) | null {
  const { bucket, request } = prepared;
  const { endpoint, location, store } = bucket;
  const { region, bucket: name, bucketPath } = location;
  const addressing = bucketPath === '' ? 'virtual-host' : 'path';
  const place = { store: store.commandName, endpoint, region, bucket: name, addressing };
  const made = (undo: OpenChange['undo'], takeBack: Made['takeBack'], verify: Made['verify']): Made => {
    keepOpenChange({ place, undo });
    return { takeBack: () => takeBack().then(() => keepOpenChange(null)), verify };
  };
  if (own !== undefined) {
    return async ({ document }) => {
      const undo: DocumentUndo = await applyRules(own.store, document);
      const verify = verifyByServer(own.store, undo);
      return made({ byServer: undo }, () => undoRules(own.store, undo), verify);
    };
  }
  const { corsReadableInPage, withoutCorsApi } = store;
  if (corsReadableInPage === false || withoutCorsApi !== undefined) return null;
  return async ({ rules }) => {
    const { applyInPage, undoCors } = await import('./apply-in-page.js');
    let undo: CorsUndo | undefined;
    const kept = await applyInPage(bucket, rules, (first) => {
      undo = first;
      keepOpenChange({ place, undo: { byPage: first } });
    });
    const last = undo ?? kept;
    return made(
      { byPage: last },
      async () => void (await undoCors(bucket, last)),
      verifyByPage(bucket, request),
    );
  };
}
