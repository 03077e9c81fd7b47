import { headProbe, preflightProbe } from '../../diagnose/raw/probe-plan.js';
import type { RawRequest } from '../../diagnose/raw/raw-exchange.js';
import type { Diagnosis } from '../../model/diagnosis.js';
import { concludeHead } from './conclude-head.js';
import type { RawAsker } from './raw-asker.js';
import type { FirstLook } from './why-refused.js';

/**
 * Of a request that is not sent itself, as it changes things or carries secrets, and whose preflight passes: a HEAD of the same
 * object shows where it leads.
 */
export async function readBeside(
  request: RawRequest,
  asker: RawAsker,
  exact: Diagnosis,
  { store }: FirstLook['known'],
): Promise<Diagnosis> {
  const isAllowed = (await asker.ask(preflightProbe(request, 'HEAD', []), 'HEAD', [])).passed === true;
  const probe = headProbe(request);
  const { response } = await asker.look(probe);
  const { evidence } = asker;
  if (response === null) return { ...exact, evidence };
  return { ...(await concludeHead(exact, { url: probe.url, response, isAllowed }, store)), evidence };
}
