import { parseUrl } from '../../model/parse-url.js';

/**
 * Watches for the page's own policy stopping a request to an address.
 *
 * @param directive - What it would have to allow. Default: connections.
 * @returns Ends the watch, and says whether the policy stopped one. It takes a task: the event comes after the failure.
 * @see https://www.w3.org/TR/CSP3/#violation-events
 */
export function watchPolicy(url: string, directive = 'connect-src'): () => Promise<boolean> {
  const watched = new URL(url);
  let blocked = false;
  const watch = (event: Event) => {
    const { effectiveDirective, blockedURI, disposition } = event as SecurityPolicyViolationEvent;
    // A policy that only reports stops nothing.
    blocked ||= effectiveDirective === directive && disposition === 'enforce' && isSame(blockedURI, watched);
  };
  const target: EventTarget = typeof document === 'undefined' ? globalThis : document;
  target.addEventListener('securitypolicyviolation', watch);
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    target.removeEventListener('securitypolicyviolation', watch);
    return blocked;
  };
}

/**
 * A policy may name paths, so that what it stops at one tells nothing of another. The address has none where the browser shows
 * no more than the origin; it is no address where the violation names a keyword.
 */
function isSame(blockedUri: string, { origin, pathname }: URL): boolean {
  const blocked = parseUrl(blockedUri);
  return blocked?.origin === origin && ['/', pathname].includes(blocked.pathname);
}
