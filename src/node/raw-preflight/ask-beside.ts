import { planProbes } from '../../diagnose/raw/probe-plan.js';
import type { RawRequest, RawResponse } from '../../diagnose/raw/raw-exchange.js';
import { readAnswer } from '../../diagnose/raw/raw-finding.js';
import type { ExplainedRequest } from '../../fetch-standard/page-request.js';
import type { Store } from '../../stores/store.js';
import type { AskedPreflight } from './confirm-proof.js';
import type { RawAnswer, RawAsker } from './raw-asker.js';
import type { LooksBeside } from './sharpen-by-looks.js';

/** What the planned probes showed beside a refused preflight. */
export interface SeenBeside {
  /** Those that pass for an origin like the page's. */
  readonly nearOrigins: readonly AskedPreflight[];
  /** Those that pass for any other origin. */
  readonly otherOrigins: readonly AskedPreflight[];
  /** The same preflight without the signature in the URL. `null`: there is none, or it was not asked. */
  readonly unsigned: AskedPreflight | null;
  readonly looks: LooksBeside;
}

/**
 * Sends what is planned beside a refused preflight. Where the server was too busy to look at that one, who answers is still asked, and
 * nothing of rules.
 *
 * @param reading - The answer to the request itself, where it was sent: a HEAD tells no more then.
 * @param isPassing - Whether an answer counts as one that passes.
 */
export async function askBeside(
  request: RawRequest,
  asker: RawAsker,
  { method, unsafeHeaders: names }: ExplainedRequest,
  store: Store,
  { first, reading }: { readonly first: RawAnswer; readonly reading: RawResponse | null },
  isPassing: (answer: RawAnswer) => boolean,
): Promise<SeenBeside> {
  const nearOrigins: AskedPreflight[] = [];
  const otherOrigins: AskedPreflight[] = [];
  let unsigned: AskedPreflight | null = null;
  const looks: { -readonly [kind in keyof LooksBeside]: LooksBeside[kind] } = {
    noOrigin: null,
    noMethod: null,
    head: null,
  };
  for (const probe of planProbes(request)) {
    const { purpose } = probe;
    if (purpose === 'near-origin' || purpose === 'foreign-origin' || purpose === 'without-signature') {
      if (first.isUntold) continue;
      const asked = { probe, method, names, answer: await asker.ask(probe, method, names) };
      if (purpose === 'without-signature') unsigned = asked;
      else if (isPassing(asked.answer)) (purpose === 'near-origin' ? nearOrigins : otherOrigins).push(asked);
    } else {
      const response =
        purpose === 'actual' && reading !== null ? reading : (await asker.look(probe)).response;
      const look = response === null ? null : await readAnswer(response, store);
      if (purpose === 'no-origin') looks.noOrigin = look;
      else if (purpose === 'no-method') looks.noMethod = look;
      else looks.head = look;
    }
  }
  return { nearOrigins, otherOrigins, unsigned, looks };
}
