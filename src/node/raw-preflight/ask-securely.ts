import { elsewhereProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawRequest } from '../../diagnose/raw/raw-exchange.js';
import type { ExplainedRequest } from '../../fetch-standard/page-request.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import type { RawAsker } from './raw-asker.js';

/** Where http got no answer, https may: then that is where the store is. */
export async function askSecurely(
  request: RawRequest,
  asker: RawAsker,
  { raw }: Pick<Diagnosis, 'raw'>,
  { method, unsafeHeaders }: ExplainedRequest,
): Promise<Pick<Diagnosis, 'evidence' | 'raw'>> {
  const secure = elsewhereProbe(request, '');
  const answer = secure === null ? null : await asker.ask(secure, method, unsafeHeaders);
  const { evidence } = asker;
  // Another server may stand there, or one that refuses as well.
  if (secure === null || answer?.passed !== true || raw === null) return { evidence, raw };
  return { evidence, raw: { ...raw, elsewhere: new URL(secure.url).origin } };
}
