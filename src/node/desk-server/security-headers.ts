const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  // The page talks to whichever store the person names.
  'connect-src *',
  // What a diagnosis asks from another origin than the page's, it asks out of such a worker, which has an origin of its own.
  'worker-src data:',
  "base-uri 'none'",
  "form-action 'none'",
  // Nobody may lay the desk under a page of theirs and have its buttons pressed.
  "frame-ancestors 'none'",
].join('; ');

/** Headers of every answer of the desk server. */
export const SECURITY_HEADERS: Readonly<Record<string, string>> = {
  'Content-Security-Policy': POLICY,
  'X-Content-Type-Options': 'nosniff',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  // A rebuilt page must be seen at the next reload; an STS answer must not be kept at all.
  'Cache-Control': 'no-store',
};
