// What is evaluated: a large configuration, and the requests that it is asked about. Runs in pages too.

const RULES = 100;
const ORIGINS = 10;
const HEADERS = 20;

const numbers = (count) => Array.from({ length: count }, (_, index) => index);

/** The rules: each for sites of its own, one of their origins with a star, and with header names of its own. */
export function makeRules() {
  return numbers(RULES).map((rule) => ({
    allowedOrigins: numbers(ORIGINS).map((site) =>
      site === ORIGINS - 1
        ? `https://*.tenant-${rule}.example.com`
        : `https://app-${site}.site-${rule}.example.com`,
    ),
    allowedMethods: ['GET', 'PUT'],
    allowedHeaders: numbers(HEADERS).map((name) => headerOf(rule, name)),
  }));
}

/** What is asked, by name, and whether it is allowed. */
export const REQUESTS = {
  miss: { isAllowed: false, request: ask('https://elsewhere.example.org', RULES - 1) },
  last: { isAllowed: true, request: ask(`https://app-0.site-${RULES - 1}.example.com`, RULES - 1) },
  wildcard: { isAllowed: true, request: ask(`https://a.tenant-${RULES - 1}.example.com`, RULES - 1) },
  'other header': { isAllowed: false, request: ask(`https://app-0.site-${RULES - 1}.example.com`, 0) },
};

function ask(origin, rule) {
  const headers = [headerOf(rule, 0), headerOf(rule, 1), headerOf(rule, HEADERS - 1)];
  return { kind: 'preflight', origin, method: 'PUT', headers };
}

function headerOf(rule, name) {
  return name === 0 ? 'authorization' : `x-amz-meta-${rule}-${name}`;
}
