/**
 * Whether a browser will block a request because the page came over https and the store would answer over http. Loopback
 * addresses are let through by Chromium and Firefox.
 *
 * @see https://www.w3.org/TR/mixed-content/
 */
export function isMixedContent(pageOrigin: string, url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return pageOrigin.startsWith('https:') && protocol === 'http:' && !isLoopback(hostname);
}

/** Whether a host is this computer, by its name alone. */
export function isLoopback(hostname: string): boolean {
  return (
    hostname === 'localhost' ||
    hostname.endsWith('.localhost') ||
    hostname === '[::1]' ||
    hostname.startsWith('127.')
  );
}
