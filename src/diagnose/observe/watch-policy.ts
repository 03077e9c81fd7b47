/**
 * Watches for the page's own policy stopping a request to an address.
 *
 * @param directive - What it would have to allow. Default: connections.
 * @returns Ends the watch, and says whether the policy stopped one. It takes a task: the event comes after the failure.
 * @see https://www.w3.org/TR/CSP3/#violation-events
 */
export function watchPolicy(url: string, directive = 'connect-src'): () => Promise<boolean> {
  const { origin } = new URL(url);
  let blocked = false;
  const watch = (event: Event) => {
    const { effectiveDirective, blockedURI, disposition } = event as SecurityPolicyViolationEvent;
    // A policy that only reports stops nothing.
    blocked ||=
      effectiveDirective === directive && disposition === 'enforce' && originOf(blockedURI) === origin;
  };
  const target: EventTarget = typeof document === 'undefined' ? globalThis : document;
  target.addEventListener('securitypolicyviolation', watch);
  return async () => {
    await new Promise((resolve) => setTimeout(resolve, 0));
    target.removeEventListener('securitypolicyviolation', watch);
    return blocked;
  };
}

/** Empty when the violation names no URL but a keyword. */
function originOf(uri: string): string {
  try {
    return new URL(uri).origin;
  } catch {
    return '';
  }
}
