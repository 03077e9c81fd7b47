import type { AskedRequest } from '../is-allowed-by-rules.js';
import { type RequiredRequest, requiredRequests } from '../required/required-requests.js';
import type { LintedStore } from './lint.js';
import type { WantedCors } from './wanted-cors.js';

/** A request that must pass. */
export interface WantedRequest extends AskedRequest {
  readonly exposes: readonly string[];
}

/** All requests that must pass: those that were given, and those of every operation from every origin. */
export function wantedRequests(store: LintedStore, wanted: WantedCors): WantedRequest[] {
  const { origins = [], operations = [], requests = [] } = wanted;
  const needed = operations.length === 0 ? [] : requiredRequests(store, { ...wanted, operations });
  return [
    ...requests.map((request) => ({ ...request, exposes: [] })),
    ...origins.flatMap((origin) => needed.map((request) => from(origin, request))),
  ];
}

/**
 * What a page sends that reads, replaces and deletes the rules, as `getBucketCors()` and the other calls do. What goes with the
 * document may not be known of the store.
 *
 * @param temporary - Whether temporary credentials sign. Default: where the store's scheme knows them.
 */
export function managementRequests(store: LintedStore, origin: string, temporary?: boolean): WantedRequest[] {
  const corsCodec = store.corsCodec ?? { contentType: 'application/xml', checksumNames: [] };
  const use = { operations: ['manage-cors'] as const, ...(temporary === undefined ? {} : { temporary }) };
  return requiredRequests({ signer: store.signer, corsCodec }, use).map((request) => from(origin, request));
}

function from(origin: string, { method, headers, exposes }: RequiredRequest): WantedRequest {
  return { origin, method, headers, exposes };
}
