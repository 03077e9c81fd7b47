import type { CorsRule } from '../model/cors-rule.js';
import { ConfigError } from '../model/errors.js';
import type { Issue } from '../model/issue.js';
import { showValue } from '../model/show-value.js';
import type { CorsOperation, PageUse } from './required/cors-operation.js';
import { type AskedStore, requiredRequests } from './required/required-requests.js';
import { originFaults } from './validate/origin-faults.js';

/** What a page does with a bucket, and where the page is. */
export interface RequiredCorsOptions extends PageUse {
  readonly store: AskedStore;
  /** The page's origin, as the browser sends it: `https://app.example.com`. Several, where it has several. */
  readonly origin: string | readonly string[];
  /** For how long browsers may keep a preflight's answer. Default 600: none keeps it for less when asked for that. */
  readonly maxAgeSeconds?: number;
}

const OPERATIONS: Readonly<Record<CorsOperation, true>> = {
  upload: true,
  'multipart-upload': true,
  'abort-upload': true,
  'form-upload': true,
  download: true,
  head: true,
  list: true,
  delete: true,
  'manage-cors': true,
};
const SIGNINGS: readonly unknown[] = [undefined, 'headers', 'url', 'form'];

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
  const exposeHeaders = unique(requests.flatMap(({ exposes }) => exposes));
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

function issuesOf({
  store,
  origin,
  operations,
  signing,
  temporary,
  maxAgeSeconds,
}: RequiredCorsOptions): Issue[] {
  const origins = [origin].flat();
  return [
    ...(origins.length === 0 ? [wrong('origin', undefined, 'must name at least one origin')] : []),
    ...origins.flatMap((text) => originIssues(text)),
    ...operationIssues(operations, signing, store),
    ...(SIGNINGS.includes(signing) ? [] : [wrong('signing', signing, 'must be "headers", "url" or "form"')]),
    ...(temporary === true && !store.signer.takesToken
      ? [wrong('temporary', temporary, 'must be false: the store knows no temporary credentials')]
      : []),
    ...(maxAgeSeconds === undefined || (Number.isSafeInteger(maxAgeSeconds) && maxAgeSeconds >= 0)
      ? []
      : [wrong('maxAgeSeconds', maxAgeSeconds, 'must be a whole number of seconds, 0 or more')]),
  ];
}

function originIssues(text: unknown): Issue[] {
  if (typeof text !== 'string') return [wrong('origin', text, 'must be text')];
  if (text === 'null' || text.includes('*')) {
    return [wrong('origin', text, 'must be one origin: what many pages have is not the least')];
  }
  return originFaults(text).map(({ message }) => wrong('origin', text, message));
}

function operationIssues(
  operations: unknown,
  signing: RequiredCorsOptions['signing'],
  store: AskedStore,
): Issue[] {
  if (!Array.isArray(operations) || operations.length === 0) {
    return [wrong('operations', undefined, `must be at least one of ${Object.keys(OPERATIONS).join(', ')}`)];
  }
  return operations.flatMap((operation: unknown, index): Issue[] => {
    const path = `operations[${index}]`;
    if (typeof operation !== 'string' || !Object.hasOwn(OPERATIONS, operation)) {
      return [wrong(path, operation, `must be one of ${Object.keys(OPERATIONS).join(', ')}`)];
    }
    if (operation === 'form-upload' && store.signer.signForm === undefined) {
      return [wrong(path, operation, 'cannot be: the store takes no uploads by form')];
    }
    if (operation !== 'form-upload' && signing === 'form') {
      return [wrong(path, operation, 'cannot be signed in a form, which can only upload: "form-upload"')];
    }
    const why = operation === 'manage-cors' ? whyUnmanageable(store) : null;
    return why === null ? [] : [wrong(path, operation, why)];
  });
}

/** Why no rule lets a page manage the rules; `null`: one does. */
function whyUnmanageable({ corsCodec, withoutCorsApi, corsReadableInPage }: AskedStore): string | null {
  if (withoutCorsApi !== undefined) return `cannot be: ${withoutCorsApi}`;
  if (corsReadableInPage === false)
    return 'cannot be: this store answers requests about rules without CORS headers, so no page can; use a server';
  return corsCodec === undefined ? "cannot be told: the store's CORS documents are not known here" : null;
}

function wrong(path: string, value: unknown, message: string): Issue {
  return { code: value === undefined ? 'missing' : 'invalid', path, value: showValue(value), message };
}
