import type { CorsRule } from '../model/cors-rule.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { type Wording, worded } from '../model/wording.js';
import { OPERATION_NAMES, pageOriginIssues, pageUseIssues, wrong } from './required/check-page-use.js';
import type { CorsOperation, PageUse } from './required/cors-operation.js';
import { type AskedStore, requiredRequests } from './required/required-requests.js';

/** What a page does with a bucket, and where the page is. */
export interface RequiredCorsOptions extends PageUse {
  /** Where the page uploads to. */
  readonly store: AskedStore;
  /** The page's origin, as the browser sends it: `https://app.example.com`. Several, where it has several. */
  readonly origin: string | readonly string[];
  /** For how long browsers may keep a preflight's answer. Default 600: none keeps it for less when asked for that. */
  readonly maxAgeSeconds?: number;
}

/**
 * The least rule under which a page can do what it wants: methods, header names and exposed names that its requests need,
 * and no other; no `*`. Pure; needs no bucket.
 *
 * @returns The rules of a configuration: one.
 * @throws ConfigError listing every option that cannot be right, such as an origin that no browser sends.
 * @see https://fetch.spec.whatwg.org/#cors-preflight-fetch
 */
export function requiredCors(options: RequiredCorsOptions): readonly [CorsRule] {
  const issues = issuesOf(options);
  if (issues.length > 0) throw new ConfigError('What is required cannot be told', issues);
  const requests = requiredRequests(options.store, options);
  const allowedHeaders = unique(requests.flatMap(({ headers }) => headers));
  const needed = unique(requests.flatMap(({ exposes }) => exposes));
  const { noExposeHeaders = 'taken', requestIdHeader = '' } = options.store.corsLimits ?? {};
  // Where a rule without exposed names may be refused, the one that gives nothing away.
  const exposeHeaders = needed.length > 0 || noExposeHeaders === 'taken' ? needed : [requestIdHeader];
  return [
    {
      allowedOrigins: unique([options.origin].flat()),
      allowedMethods: unique(requests.map(({ method }) => method)),
      ...(allowedHeaders.length === 0 ? {} : { allowedHeaders }),
      ...(exposeHeaders.length === 0 ? {} : { exposeHeaders }),
      maxAgeSeconds: options.maxAgeSeconds ?? 600,
    },
  ];
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].sort();
}

function issuesOf(options: RequiredCorsOptions): Issue[] {
  const { store, origin, operations, temporary, maxAgeSeconds } = options;
  const origins = [origin].flat();
  const isSome = Array.isArray(operations) && operations.length > 0;
  return [
    ...(origins.length === 0 ? [wrong('origin', undefined, 'must name at least one origin')] : []),
    ...origins.flatMap((text) =>
      text === 'null' || String(text).includes('*')
        ? [wrong('origin', text, 'must be one origin: what many pages have is not the least')]
        : pageOriginIssues('origin', text),
    ),
    ...(isSome ? [] : [wrong('operations', undefined, worded`must be at least one of ${OPERATION_NAMES}`)]),
    ...pageUseIssues(isSome ? options : { ...options, operations: [] }, store),
    ...(isSome ? operations.flatMap((operation, index) => managementIssues(operation, index, store)) : []),
    ...(temporary === true && !store.signer.takesToken
      ? [wrong('temporary', temporary, 'must be false: the store knows no temporary credentials')]
      : []),
    ...(maxAgeSeconds === undefined || (Number.isSafeInteger(maxAgeSeconds) && maxAgeSeconds >= 0)
      ? []
      : [wrong('maxAgeSeconds', maxAgeSeconds, 'must be a whole number of seconds, 0 or more')]),
  ];
}

function managementIssues(operation: CorsOperation, index: number, store: AskedStore): Issue[] {
  const why = operation === 'manage-cors' ? whyUnmanageable(store) : null;
  return why === null ? [] : [wrong(`operations[${index}]`, operation, why)];
}

/** Why no rule lets a page manage the rules; `null`: one does. */
function whyUnmanageable({
  corsCodec,
  withoutCorsApi,
  corsReadableInPage,
}: AskedStore): string | Wording | null {
  if (withoutCorsApi !== undefined) return worded`cannot be: ${{ text: withoutCorsApi, values: [] }}`;
  if (corsReadableInPage === false)
    return 'cannot be: this store answers requests about rules without CORS headers, so no page can; use a server';
  return corsCodec === undefined ? "cannot be told: the store's CORS documents are not known here" : null;
}
