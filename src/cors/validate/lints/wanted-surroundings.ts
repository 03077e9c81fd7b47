import type { Finding, LintedStore } from '../lint.js';
import type { LintedConfiguration } from '../linted-configuration.js';
import type { WantedCors } from '../wanted-cors.js';

/** What stands around the bucket: cookies, caches, and a CDN that speaks too. */
export function* wantedSurroundings(
  { rules, responseVary }: LintedConfiguration,
  { corsLimits }: LintedStore,
  { credentials, sharedCache, addsCorsHeaders }: WantedCors,
): Generator<Finding> {
  const effect = 'lacking' as const;
  if (credentials === true) {
    const star = rules.some(({ lists }) => lists.allowedOrigins.some(({ text }) => text === '*'));
    const message = star
      ? 'fails under "*": send no cookies, for which no signature has a use'
      : 'is of no use: signatures need no cookies, and not every store allows them';
    const source = 'https://fetch.spec.whatwg.org/#cors-protocol-and-credentials';
    yield { code: 'cors.wanted.credentials', path: 'credentials', value: true, message, effect, source };
  }
  if (sharedCache === true && !responseVary) {
    const message = corsLimits.responseVary
      ? 'must be true: otherwise a cache serves answers without CORS headers to pages that need them'
      : 'is not known to this store: let the cache tell requests apart by Origin, and give images "crossorigin"';
    const fix = { edits: [{ kind: 'response-vary', to: true } as const], automatic: true, grants: [] };
    const place = { path: 'responseVary', value: false, source: corsLimits.source };
    yield {
      ...place,
      code: 'cors.wanted.vary',
      message,
      effect,
      ...(corsLimits.responseVary ? { fix } : {}),
    };
  }
  if (addsCorsHeaders === true) {
    const message =
      'come twice: browsers refuse two values of Access-Control-Allow-Origin; let one layer set them';
    const source = 'https://fetch.spec.whatwg.org/#cors-check';
    yield { code: 'cors.wanted.twice', path: 'rules', value: rules.length, message, effect, source };
  }
}
