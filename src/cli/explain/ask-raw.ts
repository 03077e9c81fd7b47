import type { ExplainExchangeOptions } from '../../diagnose/raw/explain-exchange.js';
import type { RawRequest } from '../../diagnose/raw/raw-exchange.js';
import type { Diagnosis } from '../../model/diagnosis.js';

/** Sends the preflights of a request from here. @throws ConfigError when the request makes no sense. */
export async function askRaw(request: RawRequest, known: ExplainExchangeOptions): Promise<Diagnosis> {
  // What only this command needs, none of the others loads.
  const { diagnoseRaw } = await import('../../node/index.js');
  return diagnoseRaw(request, known);
}
