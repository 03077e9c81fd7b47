import type { RefusalCode } from '../../src/fetch-standard/cors-verdict.js';
import { CHROMIUM_REFUSALS } from '../../src/fetch-standard/predict/chromium-refusals.js';
import { FIREFOX_REFUSALS, firefoxDocs } from '../../src/fetch-standard/predict/firefox-refusals.js';
import { WEBKIT_REFUSALS } from '../../src/fetch-standard/predict/webkit-refusals.js';

/** When each code comes, in a few words. */
const WHEN: Readonly<Record<RefusalCode, string>> = {
  'allow-origin-missing': 'no `Access-Control-Allow-Origin`',
  'allow-origin-repeated': 'several lines of it, even if they are equal',
  'allow-origin-list': 'several values in its one line',
  'allow-origin-invalid': 'it holds no origin: `foo`, nothing',
  'allow-origin-mismatch': 'it holds another origin: another port, a slash at the end, capitals, `null`',
  'allow-origin-wildcard-with-credentials': 'it is `*`, and cookies go along',
  'allow-credentials-missing':
    'cookies go along, and `Access-Control-Allow-Credentials` is not exactly `true`',
  'proxy-authentication': 'status 407, though no proxy was asked; in Chromium alone',
  'preflight-redirected': 'a preflight answered by a redirect',
  'preflight-status': 'a preflight answered by a status other than 200 to 299',
  'allow-methods-malformed': '`Access-Control-Allow-Methods` is no list of tokens',
  'allow-headers-malformed': '`Access-Control-Allow-Headers` is no list of tokens',
  'method-not-allowed': 'the method is not in the list, letter by letter',
  'header-not-allowed': 'a header name is not in the list',
  'redirect-forbidden': 'a redirect, with `redirect: "error"`',
  'redirect-location-invalid': 'a redirect whose `Location` is no address',
  'redirect-scheme': 'a redirect to something else than http or https',
  'redirect-too-many': 'the 21st redirect',
  'redirect-credentials': 'a redirect to an address with a user or password',
  'redirect-credentials-own': 'the same within the page’s own origin; in Chromium alone',
  'redirect-body-lost': 'a redirect of a body that is a stream',
  'mode-same-origin': '`mode: "same-origin"`, and the address, or that of a redirect, is at another origin',
  'mode-no-cors-redirect':
    '`mode: "no-cors"` at another origin, with `redirect` other than `"follow"`: nothing is sent',
  'local-network-insecure': 'a page over plain http asks a more private network; in Chromium alone',
  'local-network-denied': 'the user does not let the page into the local network',
  'local-network-mismatch': '`targetAddressSpace` is another than that of the address; in Chromium alone',
  'resource-policy': '`Cross-Origin-Resource-Policy` keeps the resource from this page',
  'embedder-policy': 'it is missing, and the page’s `Cross-Origin-Embedder-Policy` wants one',
};

/** Reports that no exchange and no policy leads to, and why. */
export const NOT_FROM_AN_EXCHANGE = {
  chromium: {
    InvalidResponse: 'the answer comes from a service worker',
    PreflightMissingAllowExternal: 'no engine reports it any more',
    PreflightInvalidAllowExternal: 'no engine reports it any more',
  },
  firefox: {
    CORSDisabled: 'CORS is switched off in the settings of the browser',
    CORSOriginHeaderNotAdded: 'the request is one of a browser extension',
    CORSAllowHeaderFromPreflightDeprecation:
      'a warning: only `*` allows `Authorization`, which passes for now',
  },
} as const;

/** `docs/refusals.md`, made of the data that predicts refusals. */
export function refusalsPage(): string {
  const rows = (Object.keys(WHEN) as RefusalCode[]).map(
    (code) =>
      `| \`${code}\` | ${WHEN[code]} | ${chromiumCell(code)} | ${firefoxCell(code)} | ${webkitCell(code)} |`,
  );
  const others = Object.entries(NOT_FROM_AN_EXCHANGE).flatMap(([engine, reports]) =>
    Object.entries(reports).map(
      ([name, why]) => `| ${engine === 'chromium' ? 'Chromium' : 'Firefox'} | \`${name}\` | ${why} |`,
    ),
  );
  return `${HEAD}
| code | when | Chromium | Firefox | WebKit |
|---|---|---|---|---|
${rows.join('\n')}

${MIDDLE}
| engine | report | when |
|---|---|---|
${others.join('\n')}
`;
}

const HEAD = `# What engines write about a refusal

\`checkCors()\`, \`checkRedirect()\`, \`checkLocalNetwork()\` and \`checkResourcePolicy()\` say by a code why a browser stops a
request. \`predictRefusal()\` says what its console shows then. This page is made of the same data:
\`npx vitest run test/fetch-standard/predict-refusal.test.ts -u\` writes it anew.

Chromium: the \`corsError\` of DevTools and its protocol. In brackets: what it is on a preflight; "of it" says that
\`failedParameter\` holds the value that was refused. Firefox: the key of the reason in its console. WebKit: the first line of
its console. A dash: it reports nothing of its own, or that was not measured.

Measured in Chromium 156.0.8078.79, Firefox ESR 153.7.0 and WebKitGTK 2.50.6.

Chromium's column is compared with its protocol in each run of the tests (\`test/conformance\`), but for the rows of modes,
policies and local networks. What follows cannot be read by a driver, and is taken from a survey of those versions and
their sources: Firefox's reasons (\`security.properties\`, \`nsCORSListenerProxy.cpp\`) and WebKit's lines
(\`CrossOriginAccessControl.cpp\`, \`CrossOriginPreflightChecker.cpp\`).

Measured in each run (\`test/fetch-standard/live\`) are, in all three engines: whether a page is let through to a more private
network, how preflights are kept, and what modes, \`Cross-Origin-Resource-Policy\` and \`Cross-Origin-Embedder-Policy\` stop. The
caps of \`Access-Control-Max-Age\` (7200 seconds in Chromium, 86,400 in Firefox, 600 in WebKit), and the 5 seconds that an
answer without it is kept, are measured by a browser's monotonic clock that is moved ahead, and not by waiting.

To a more private network, Chromium lets a page through that is a secure context and whose user agrees; in Firefox the user
alone decides; WebKit lets every page through. Two ports of one IP address are one site for Firefox and WebKit, as the HTML
standard has it, and two sites for Chromium, which never takes IP addresses for one
([\`ShouldAllowSameSite\`](https://source.chromium.org/chromium/chromium/src/+/main:services/network/public/cpp/cross_origin_resource_policy.cc)).
`;

const MIDDLE = `The engines do not test in the same order. WebKit looks at the status of a preflight first, so that it speaks of a status
where the others speak of a missing origin. Firefox looks at the method before it reads the list of header names. Of several
headers that are refused Firefox names the first by the alphabet, WebKit the first that it knows, Chromium any: a hash table
decides. Firefox adds a second line, \`CORSDidNotSucceed2\`, for each preflight and redirect.

## What no answer leads to

These reports come from elsewhere, so that no code stands for them.
`;

function chromiumCell(code: RefusalCode): string {
  const { corsError, onPreflight, namesValue, netError, netErrorOf } = CHROMIUM_REFUSALS[code];
  const netErrors = new Set([...(netErrorOf?.values() ?? []), ...(netError === undefined ? [] : [netError])]);
  if (corsError === null) return [...netErrors].map((name) => `\`${name}\``).join(' or ') || '–';
  const forms = onPreflight === undefined ? '' : ` (\`${onPreflight}\`)`;
  const others = [...netErrors].map((name) => ` or \`${name}\``).join('');
  return `\`${corsError}\`${forms}${namesValue === true ? ' of it' : ''}${others}`;
}

function firefoxCell(code: RefusalCode): string {
  const reason = FIREFOX_REFUSALS[code];
  return reason === null ? '–' : `[\`${reason}\`](${firefoxDocs(reason)})`;
}

function webkitCell(code: RefusalCode): string {
  return WEBKIT_REFUSALS[code] ?? '–';
}
