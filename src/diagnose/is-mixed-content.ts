/**
 * Whether a browser will block a request because the page came over https and the store would answer over http. Loopback
 * addresses are let through by Chromium and Firefox.
 *
 * @param page - Its origin, or the scheme of its address, as a sandboxed page has no origin of its own.
 * @see https://www.w3.org/TR/mixed-content/
 */
export function isMixedContent(page: string, url: string): boolean {
  const { protocol, hostname } = new URL(url);
  return page.startsWith('https:') && protocol === 'http:' && !isLoopback(hostname);
}

/** Addresses that routers on the internet send nowhere. @see https://www.rfc-editor.org/rfc/rfc1918 */
const PRIVATE = /^(10\.|192\.168\.|172\.(1[6-9]|2\d|3[01])\.|169\.254\.|\[f[cd]|\[fe[89ab])|\.local$/;

/** Whether a host is in the local network, by its name alone. Some browsers let a secure page in, if its user allows it. */
export function isInLocalNetwork(hostname: string): boolean {
  return PRIVATE.test(hostname);
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
