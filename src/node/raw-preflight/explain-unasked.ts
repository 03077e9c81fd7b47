import { randomUUID } from 'node:crypto';
import { readingProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawRequest } from '../../diagnose/raw/raw-exchange.js';
import type { ExplainedRequest } from '../../fetch-standard/page-request.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import { askForUnread } from './ask-for-unread.js';
import type { RawAsker } from './raw-asker.js';
import { readFirst } from './read-first.js';
import type { FirstLook } from './why-refused.js';

/**
 * Why a page may not read the answer to a request that a browser sends without asking. Its answer alone decides that: what stands
 * in front of a store often answers OPTIONS by itself, which then no page ever sees.
 */
export async function explainUnasked(
  request: RawRequest,
  asker: RawAsker,
  explained: ExplainedRequest,
  known: FirstLook['known'],
): Promise<Diagnosis> {
  const probe = readingProbe(request, null);
  const fresh = readingProbe(request, randomUUID());
  const found =
    probe === null || fresh === null
      ? await askForUnread(request, asker, explained, known)
      : await readFirst(request, asker, { probe, fresh, explained, known });
  const sent = { ...found.request, needsPreflight: false, preflightCauses: [] };
  return { ...found, request: sent, stage: found.stage === 'preflight' ? 'response' : found.stage };
}
