import type { CorsResponse } from '../model/cors-exchange.js';
import type { CorsUnknown } from './cors-verdict.js';

/** What of these parts of an answer is not known; `null`: all of them are. */
export function findUnknown(response: CorsResponse, parts: readonly string[]): CorsUnknown | null {
  const unknown = parts.filter((part) => response.unknown?.includes(part));
  return unknown.length === 0 ? null : { allowed: null, unknown };
}
