import type { Diagnosis } from '../../model/diagnosis.js';
import { preflightCommand, WITH_COOKIES } from '../decide-command.js';
import { harmlessUrl } from '../harmless-url.js';
import type { Probe } from '../page.js';
import { takeFrom } from '../request-budget.js';
import { signedProbe } from '../signed-probe.js';
import { checkCredentialsMode } from './check-credentials-mode.js';
import type { Passing, PassingFindings } from './passing-findings.js';

/** What is sent at most: with cookies three times, once without, and once from the origin `null`. */
const MOST_SENT = 5;

/**
 * Asks for what passes as the page sends it, with cookies.
 *
 * @param diagnosis - What is found without.
 * @returns `null`: it passes with them, too.
 */
export async function concludeWithCookies(
  diagnosis: Diagnosis,
  { page, bucket, request, sent, standIns, budget, until, note }: PassingFindings,
  { readable, answer }: Passing,
): Promise<Diagnosis | null> {
  const { method, needsPreflight } = sent;
  // A made-up signature may be answered without CORS headers, which looks like a refusal, and not for the cookies.
  const isWhole = readable === 'yes';
  const headers = [...standIns.values()].filter(([name]) => isWhole || name !== 'authorization');
  const stage = { page, bucket, request };
  const make = async (): Promise<Probe> =>
    answer?.isSigned === true
      ? signedProbe(page, bucket, request, until)
      : { method, url: harmlessUrl(stage, method), headers, isSimple: !needsPreflight };
  const isAsked = takeFrom(budget, MOST_SENT);
  const refused = isAsked ? await checkCredentialsMode(stage, sent, make, isWhole, note) : null;
  // Of what is refused nothing can be read at all.
  if (refused !== null) return { ...diagnosis, ...refused, notes: [] };
  if (isAsked && isWhole) return null;
  // By another rule the whole may be refused for them.
  const candidates = ['pre.cred-missing', 'pre.cred-wildcard'] as const;
  return {
    ...diagnosis,
    confidence: 'strong',
    undecided: { candidates, command: preflightCommand(sent) + WITH_COOKIES },
  };
}
